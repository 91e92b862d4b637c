using CrossSell.Ledger;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>Why customers declined: price, channel, relevance and the others, as shares of those who said why.</summary>
/// <remarks>Immutable.</remarks>
public sealed class DeclineReasonMix
{
    private readonly IReadOnlyDictionary<DeclineReason, long> _counts;

    /// <summary>A mix of counts.</summary>
    /// <param name="counts">How many declined for each reason, 0 or more. <see cref="DeclineReason.None"/> stands for no reason given and is no part of the shares.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 0.</exception>
    public DeclineReasonMix(IReadOnlyDictionary<DeclineReason, long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        foreach ((DeclineReason reason, long count) in counts)
        {
            if (count < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(counts), count, $"{count} customers declined for the reason {reason}; there are 0 or more.");
            }
        }

        _counts = counts.Where(pair => pair.Key != DeclineReason.None && pair.Value > 0).OrderBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Value);
        Total = _counts.Values.Sum();
        WithoutReason = counts.GetValueOrDefault(DeclineReason.None);
    }

    /// <summary>How many said why.</summary>
    public long Total { get; }

    /// <summary>How many declined without a reason.</summary>
    public long WithoutReason { get; }

    /// <summary>The reasons that were given, in the order of their codes.</summary>
    public IReadOnlyList<DeclineReason> Reasons => [.. _counts.Keys];

    /// <summary>Counts the declines among answers; of a corrected answer only the correction.</summary>
    /// <param name="responses">Answers of a campaign's customers.</param>
    public static DeclineReasonMix Of(IEnumerable<OfferResponse> responses)
    {
        ArgumentNullException.ThrowIfNull(responses);
        return new DeclineReasonMix(StandingAnswers.Of([.. responses])
            .Where(response => response.Kind == OfferResponseKind.Declined)
            .GroupBy(response => response.Reason).ToDictionary(group => group.Key, group => (long)group.Count()));
    }

    /// <summary>How many gave a reason.</summary>
    /// <param name="reason">The reason.</param>
    public long CountOf(DeclineReason reason) => reason == DeclineReason.None ? WithoutReason : _counts.GetValueOrDefault(reason);

    /// <summary>The share that a reason has, with Wilson's interval; null when nobody said why.</summary>
    /// <param name="reason">The reason, not None.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    public Interval? ShareOf(DeclineReason reason, double confidenceLevel = 0.95) =>
        Total == 0 ? null : Proportions.Wilson(_counts.GetValueOrDefault(reason), Total, confidenceLevel);

    /// <summary>How much the share of a reason changed since an earlier campaign, with Newcombe's interval; null when nobody said why in one of them.</summary>
    /// <param name="reason">The reason, not None.</param>
    /// <param name="earlier">The earlier mix.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    public Interval? ChangeOf(DeclineReason reason, DeclineReasonMix earlier, double confidenceLevel = 0.95)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return Total == 0 || earlier.Total == 0
            ? null
            : Proportions.Difference(_counts.GetValueOrDefault(reason), Total, earlier._counts.GetValueOrDefault(reason), earlier.Total, confidenceLevel);
    }

    /// <summary>The chance of mixes at least as different when customers decline for the same reasons as before: Pearson's chi-squared over all reasons.</summary>
    /// <param name="earlier">The earlier mix.</param>
    /// <returns>From 0 to 1; null when nobody said why in one of them. With expected counts below five in a reason it is only roughly right.</returns>
    public double? PValueOfChange(DeclineReasonMix earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (Total == 0 || earlier.Total == 0)
        {
            return null;
        }

        DeclineReason[] reasons = [.. _counts.Keys.Union(earlier._counts.Keys).Order()];
        double n = (double)Total + earlier.Total;
        double statistic = 0;
        foreach (DeclineReason reason in reasons)
        {
            double both = CountOf(reason) + earlier.CountOf(reason);
            foreach ((long count, long total) in new[] { (CountOf(reason), Total), (earlier.CountOf(reason), earlier.Total) })
            {
                double expected = both * total / n;
                statistic += (count - expected) * (count - expected) / expected;
            }
        }

        // The tail of chi-squared with k degrees of freedom is that of a gamma variable of shape k / 2.
        return reasons.Length < 2 ? 1 : GammaFunctions.UpperTail((reasons.Length - 1) / 2.0, statistic / 2);
    }
}
