using CrossSell.Potential;

namespace CrossSell;

/// <summary>Tells from each customer's own rhythm who is dormant and who is lost: a rule that anybody can check with a pencil.</summary>
/// <remarks>
/// <para>
/// Dormant is who has not bought for more than max(<see cref="LeastDays"/>, <see cref="Factor"/> times the own median gap), lost who has not for
/// <see cref="LostFactor"/> times as long. With fewer than <see cref="LeastOccasions"/> occasions the median gap of the segment stands for the own one, and that of
/// all customers where fewer than <see cref="LeastRhythms"/> of the segment have a rhythm.
/// </para>
/// <para>Who holds a subscription that runs is active; who had subscriptions only, and all have ended, is lost from the last end on; who has both is told by purchases.</para>
/// <para>Immutable and thread-safe. The readable baseline of models of buying, which tell probabilities.</para>
/// </remarks>
public sealed record DormancyRule
{
    /// <summary>The rule with its defaults.</summary>
    public static DormancyRule Default { get; } = new();

    /// <summary>The fewest days without a purchase that make anybody dormant. Default: 90. Finite, 0 or more.</summary>
    public double LeastDays { get; init; } = 90;

    /// <summary>How many median gaps without a purchase make a customer dormant. Default: 3. Finite, above 0.</summary>
    public double Factor { get; init; } = 3;

    /// <summary>How many times as long makes him lost. Default: 2. Finite, at least 1.</summary>
    public double LostFactor { get; init; } = 2;

    /// <summary>The fewest occasions for a rhythm of one's own. Default: 3. At least 2.</summary>
    public int LeastOccasions { get; init; } = 3;

    /// <summary>The fewest customers with a rhythm of their own for a segment to have one. Default: 20. At least 1.</summary>
    public int LeastRhythms { get; init; } = 20;

    /// <summary>What is wrong with these figures, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Require(LeastDays >= 0 && double.IsFinite(LeastDays), nameof(LeastDays), LeastDays, "a finite number of 0 or more");
        Require(Factor > 0 && double.IsFinite(Factor), nameof(Factor), Factor, "a finite number above 0");
        Require(LostFactor >= 1 && double.IsFinite(LostFactor), nameof(LostFactor), LostFactor, "a finite number of 1 or more");
        Require(LeastOccasions >= 2, nameof(LeastOccasions), LeastOccasions, "2 or more, for one occasion has no gap");
        Require(LeastRhythms >= 1, nameof(LeastRhythms), LeastRhythms, "1 or more");
        return failures;

        void Require(bool holds, string name, double value, string expected)
        {
            if (!holds)
            {
                failures.Add(FormattableString.Invariant($"{name} is {value}; it must be {expected}."));
            }
        }
    }

    /// <summary>Judges every customer. O(customers log customers).</summary>
    /// <param name="rhythms">The customers' rhythms.</param>
    /// <param name="segments">The customers' segments, in the same order; null for one segment.</param>
    /// <exception cref="ArgumentException">A figure of the rule is out of range, or the segments are of another number of customers.</exception>
    public CustomerActivities Judge(CustomerRhythms rhythms, CustomerGroups? segments = null)
    {
        ArgumentNullException.ThrowIfNull(rhythms);
        PotentialChecks.ThrowIfInvalid(Validate(), nameof(DormancyRule));
        segments ??= CustomerGroups.OneOf(rhythms.Count);
        PotentialChecks.RequireCount(segments.Count, rhythms.Count, nameof(segments));
        (double[] bySegment, double ofBook) = Medians(rhythms, segments);
        var states = new CustomerActivity[rhythms.Count];
        var sources = new RhythmSource[rhythms.Count];
        var limits = new double[rhythms.Count];
        var since = new long[rhythms.Count];
        for (int c = 0; c < states.Length; c++)
        {
            (double gap, sources[c]) = rhythms.Occasions[c] == 0 ? (double.NaN, RhythmSource.None)
                : rhythms.Occasions[c] >= LeastOccasions ? (rhythms.MedianGapDays[c], RhythmSource.Own)
                : !double.IsNaN(bySegment[segments.Codes[c]]) ? (bySegment[segments.Codes[c]], RhythmSource.Segment)
                : !double.IsNaN(ofBook) ? (ofBook, RhythmSource.Book)
                : (0, RhythmSource.LeastDays);
            limits[c] = Math.Max(LeastDays, Factor * gap);
            (states[c], since[c]) = ByPurchases(rhythms, c, limits[c]);
            ReadSubscriptions(rhythms, c, ref states[c], ref sources[c], ref since[c]);
        }

        return new CustomerActivities(rhythms, states, sources, limits, since);
    }

    private (CustomerActivity State, long Since) ByPurchases(CustomerRhythms rhythms, int customer, double limit)
    {
        double days = rhythms.DaysSinceLast(customer);
        return double.IsNaN(days) ? (CustomerActivity.None, long.MinValue)
            : days > LostFactor * limit ? (CustomerActivity.Lost, After(LostFactor * limit))
            : days > limit ? (CustomerActivity.Dormant, After(limit))
            : (CustomerActivity.Active, long.MinValue);

        long After(double after) => rhythms.LastDays[customer] + (long)(after * TimeSpan.TicksPerDay);
    }

    private static void ReadSubscriptions(CustomerRhythms rhythms, int customer, ref CustomerActivity state, ref RhythmSource source, ref long since)
    {
        long until = rhythms.HeldUntil[customer];
        if (until > rhythms.AsOf.Ticks)
        {
            (state, source, since) = (CustomerActivity.Active, RhythmSource.Subscription, long.MinValue);
        }
        else if (until != long.MinValue && state == CustomerActivity.None)
        {
            (state, source, since) = (CustomerActivity.Lost, RhythmSource.Subscription, until);
        }
    }

    private (double[] BySegment, double OfBook) Medians(CustomerRhythms rhythms, CustomerGroups segments)
    {
        var gaps = new List<double>[segments.Names.Count];
        var all = new List<double>();
        for (int c = 0; c < rhythms.Count; c++)
        {
            if (rhythms.Occasions[c] >= LeastOccasions)
            {
                (gaps[segments.Codes[c]] ??= []).Add(rhythms.MedianGapDays[c]);
                all.Add(rhythms.MedianGapDays[c]);
            }
        }

        return ([.. gaps.Select(Of)], Of(all));

        double Of(List<double>? numbers)
        {
            if (numbers is null || numbers.Count < LeastRhythms)
            {
                return double.NaN;
            }

            numbers.Sort();
            return Numerics.SortedValues.Quantile(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(numbers), 0.5);
        }
    }
}
