using CrossSell.Mining;

namespace CrossSell.ML;

/// <summary>How <see cref="ProductTimingTrainer"/> learns when products are bought.</summary>
/// <remarks>Not thread-safe while it is changed; a run reads it once, at its start.</remarks>
public sealed class ProductTimingOptions
{
    /// <summary>The last day of each band of days since a purchase within which a hazard is taken as constant; ascending.</summary>
    /// <value>Default: null, 3 and 7 days, weeks up to 4, two weeks up to 8, four weeks up to two years, quarters up to five years, years up to ten; as far as the history reaches.</value>
    public IReadOnlyList<int>? BandEnds { get; set; }

    /// <summary>The fewest purchases of a product after another (or after itself) for the pair to be looked at.</summary>
    /// <value>Default: 10. 1 or more.</value>
    public int MinPurchases { get; set; } = 10;

    /// <summary>The least daily hazard in a window over the product's on the whole.</summary>
    /// <value>Default: 1.5. 1 or more.</value>
    public double MinLift { get; set; } = 1.5;

    /// <summary>The most bands that a window spans.</summary>
    /// <value>Default: 13, a year of four weeks each. 1 or more.</value>
    public int MaxWindowBands { get; set; } = 13;

    /// <summary>The greatest adjusted p value of a trigger.</summary>
    /// <value>Default: 0.01. Above 0, at most 1.</value>
    public double Alpha { get; set; } = 0.01;

    /// <summary>How p values are raised for all pairs that were looked at; the windows of a pair are always paid for by Bonferroni.</summary>
    /// <value>Default: <see cref="PValueAdjustment.BenjaminiHochberg"/>.</value>
    public PValueAdjustment Adjustment { get; set; } = PValueAdjustment.BenjaminiHochberg;

    /// <summary>The most triggers that a product keeps, its own purchase not counted; the strongest are kept.</summary>
    /// <value>Default: 6. 0 to <see cref="ProductTiming.MostTriggers"/> - 1.</value>
    public int MaxTriggers { get; set; } = 6;

    /// <summary>How many purchases at the product's own rate are added to each cell; 0 leaves the plain life table.</summary>
    /// <value>Default: null, the number under which the cells found are likeliest. 0 or more.</value>
    public double? PriorPurchases { get; set; }

    /// <summary>The most threads; the result is the same for any number.</summary>
    /// <value>Default: null, one for each core. 1 or more.</value>
    public int? MaxThreads { get; set; }

    /// <summary>Every rule that the options break, one sentence each; empty when they are valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (BandEnds is { } ends && (ends.Count == 0 || ends[0] < 1 || Enumerable.Range(1, ends.Count - 1).Any(b => ends[b] <= ends[b - 1])))
        {
            failures.Add($"BandEnds is {string.Join(", ", ends)}; it must have one day or more, the first 1 or more, ascending.");
        }

        AtLeast(MinPurchases, 1, nameof(MinPurchases));
        AtLeast(MaxWindowBands, 1, nameof(MaxWindowBands));
        AtLeast(MaxThreads ?? 1, 1, nameof(MaxThreads));
        if (!(MinLift >= 1) || double.IsInfinity(MinLift))
        {
            failures.Add(FormattableString.Invariant($"MinLift is {MinLift}; it must be 1 or more."));
        }

        if (Alpha is not (> 0 and <= 1))
        {
            failures.Add(FormattableString.Invariant($"Alpha is {Alpha}; it must be above 0 and at most 1."));
        }

        if (!Enum.IsDefined(Adjustment))
        {
            failures.Add($"Adjustment is {Adjustment:D}; it must be one of {string.Join(", ", Enum.GetNames<PValueAdjustment>())}.");
        }

        if (MaxTriggers is < 0 or >= ProductTiming.MostTriggers)
        {
            failures.Add($"MaxTriggers is {MaxTriggers}; it must be 0 to {ProductTiming.MostTriggers - 1}.");
        }

        if (PriorPurchases is { } prior && (!(prior >= 0) || double.IsInfinity(prior)))
        {
            failures.Add(FormattableString.Invariant($"PriorPurchases is {prior}; it must be null or 0 or more."));
        }

        return failures;

        void AtLeast(int value, int least, string name)
        {
            if (value < least)
            {
                failures.Add($"{name} is {value}; it must be {least} or more.");
            }
        }
    }
}
