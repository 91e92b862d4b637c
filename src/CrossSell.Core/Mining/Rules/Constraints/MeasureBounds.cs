namespace CrossSell.Mining;

/// <summary>The best value that a measure can have when only some counts of a rule are known.</summary>
/// <remarks>
/// <para>
/// Let z be the count of both sides, c that of the consequent. Piatetsky-Shapiro's third property (Tan, Kumar and Srivastava 2004, P3): with z, c and n
/// fixed, a larger antecedent never makes the measure better; with z, n and the antecedent fixed, neither does a larger consequent. The smallest
/// antecedent that holds z transactions has just z, so no rule is better than the table (z, 0, c - z, n - c), and whatever the consequent none is better than
/// (z, 0, 0, n - z). Leverage, for one, is at most (z/n)(1 - z/n), Fisher's p value at least 1 / C(n, z) (Webb 1995, OPUS, prunes by such bounds).
/// </para>
/// <para>
/// All measures listed also get no worse with a larger z at a fixed c and confidence 1, so the least z that a consequent needs is found by halving. The
/// bounds are compared with a little slack, as measures are rounded; the limits themselves are checked on each rule.
/// </para>
/// </remarks>
internal static class MeasureBounds
{
    private const double Slack = 1e-9;

    private static readonly HashSet<RuleMeasure> Bounded =
    [
        RuleMeasures.Support, RuleMeasures.Confidence, RuleMeasures.Lift, RuleMeasures.Leverage, RuleMeasures.Conviction, RuleMeasures.AddedValue,
        RuleMeasures.Certainty, RuleMeasures.Zhang, RuleMeasures.DifferenceOfConfidence, RuleMeasures.RelativeRisk, RuleMeasures.Laplace,
        RuleMeasures.Importance, RuleMeasures.Cosine, RuleMeasures.Jaccard, RuleMeasures.Kulczynski, RuleMeasures.MaxConfidence, RuleMeasures.Phi,
        RuleMeasures.Kappa, RuleMeasures.OddsRatio, RuleMeasures.YuleQ, RuleMeasures.YuleY, RuleMeasures.FishersExactTest, RuleMeasures.HyperConfidence,
    ];

    // Of those, the ones whose best value goes to the worst as z goes to 0: rare rules lose, whatever their sides.
    private static readonly HashSet<RuleMeasure> NeedsCount = [RuleMeasures.Support, RuleMeasures.Leverage, RuleMeasures.FishersExactTest];

    /// <summary>Whether rules with a small enough count can not be among the best, so that these are found without a minimum support.</summary>
    public static bool NeedsNoMinimum(RuleMeasure measure) => NeedsCount.Contains(measure);

    /// <summary>Whether some rule with this count can meet the limit.</summary>
    public static bool CanMeet(MeasureLimit limit, long both, long transactions) =>
        !Bounded.Contains(limit.Measure) || IsOpen(limit, limit.Measure.Evaluate(new RuleCounts(both, 0, 0, transactions - both)));

    /// <summary>Whether some rule with this count and a consequent of that count can meet the limit.</summary>
    public static bool CanMeet(MeasureLimit limit, long both, long consequent, long transactions) =>
        !Bounded.Contains(limit.Measure) || IsOpen(limit, limit.Measure.Evaluate(new RuleCounts(both, 0, consequent - both, transactions - consequent)));

    /// <summary>The smallest count, from one on, with which some rule can meet the limit; more than there are transactions when there is none.</summary>
    /// <remarks>
    /// About log2(n) looks. The best value of each measure listed first gets better with the count, up to a known one, then worse; or it only does one of these, or
    /// stays. What fails now and where the rise ends never succeeds; within the rise the first success is found by halving.
    /// </remarks>
    public static long FirstThatCanMeet(MeasureLimit limit, long from, long transactions)
    {
        if (from > transactions || CanMeet(limit, from, transactions))
        {
            return from;
        }

        // Where the best value stops to rise: importance, (z + 1)(n - z + 2)/(z + 2), at w = z + 2 = sqrt(n + 4); leverage and tests at a half; others at the end.
        long root = (long)Math.Sqrt(transactions + 4.0) - 2;
        long high = 0;
        foreach (long peak in (ReadOnlySpan<long>)[root, root + 1, transactions / 2, transactions])
        {
            if (peak > from && CanMeet(limit, peak, transactions))
            {
                high = peak;
                break;
            }
        }

        if (high == 0)
        {
            return transactions + 1;
        }

        long low = from;
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = CanMeet(limit, middle, transactions) ? (low, middle) : (middle, high);
        }

        return high;
    }

    // The other limit, of the weak values, is never out of reach for what is only bounded from the strong side.
    private static bool IsOpen(MeasureLimit limit, double? best) =>
        best is not double value
        || (limit.Measure.LowerIsStronger
            ? limit.AtMost is not double most || value <= most + (Slack * Math.Abs(most))
            : limit.AtLeast is not double least || value >= least - (Slack * Math.Max(Math.Abs(least), Tiny(limit.Measure))));

    // Shares and correlations are differences of numbers up to 1: near 0 their rounding is not relative to themselves.
    private static double Tiny(RuleMeasure measure) => measure == RuleMeasures.Leverage || measure == RuleMeasures.Support ? 0 : 1e-3;
}
