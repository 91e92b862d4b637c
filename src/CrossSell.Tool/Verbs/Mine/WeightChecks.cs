using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Refuses what is not valid on weighted counts: a unit of weight is no customer, so nothing that asks how many there were.</summary>
internal static class WeightChecks
{
    private static readonly RuleMeasure[] s_ofNumbers =
    [
        RuleMeasures.ChiSquared, RuleMeasures.FishersExactTest, RuleMeasures.HyperConfidence, RuleMeasures.HyperConfidenceSubstitutes,
        RuleMeasures.HyperLift, RuleMeasures.Lerman, RuleMeasures.ImplicationIndex, RuleMeasures.Laplace, RuleMeasures.Importance, RuleMeasures.StandardisedLift,
        RuleMeasures.Count,
    ];

    /// <param name="request">What is asked for.</param>
    /// <param name="minSupport">The least support as given.</param>
    /// <exception cref="UsageException">Something is asked for that weights do not allow.</exception>
    public static void Check(MineRequest request, string? minSupport)
    {
        if (request.MinSupport is { IsShare: false })
        {
            throw new UsageException($"--min-support is '{minSupport}'; with --half-life it must be a share, such as 0.01, because weights are no number of baskets.");
        }

        if (request.Selection.Alpha is not null)
        {
            throw new UsageException("--significant and --half-life do not go together: tests of significance are not valid on weighted counts.");
        }

        IEnumerable<RuleMeasure> used = [.. request.Measures, .. request.Selection.Limits.Select(limit => limit.Measure), request.Selection.By];
        if (used.FirstOrDefault(s_ofNumbers.Contains) is { } measure)
        {
            throw new UsageException($"{measure.Name} and --half-life do not go together: it depends on how many baskets there were, which weights do not tell.");
        }
    }
}
