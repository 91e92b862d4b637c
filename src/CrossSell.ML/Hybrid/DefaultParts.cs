namespace CrossSell.ML.Hybrid;

/// <summary>The ways of scoring that take part in a hybrid unless its options name others.</summary>
internal static class DefaultParts
{
    /// <summary>Fresh trainers.</summary>
    /// <param name="threads">The most threads.</param>
    /// <param name="hasCategories">Whether products have categories.</param>
    public static IReadOnlyList<IProductScorerTrainer> Create(int? threads, bool hasCategories = false) =>
    [
        new NeighbourTrainer(ProductSimilarity.Cosine) { Side = NeighbourSide.Recommended, MaxThreads = threads },
        new NeighbourTrainer(ProductSimilarity.LogLikelihood) { Neighbours = 50, Side = NeighbourSide.Recommended, MaxThreads = threads },
        new RuleScoreTrainer(RuleScore.SumOfConfidenceLogLift) { MaxThreads = threads },
        new PrunedTrainer(new EaseTrainer(new EaseOptions { MaxProducts = 5_000, MaxThreads = threads })),
        .. hasCategories ? [new CategoryAffinityTrainer()] : Array.Empty<IProductScorerTrainer>(),
    ];

    /// <summary>When what is bought, of this horizon.</summary>
    public static TimingScorerTrainer Timing(TimeSpan horizon) => new() { Horizon = horizon.TotalDays < ProductTiming.LongestHorizon ? horizon : TimeSpan.FromDays(ProductTiming.LongestHorizon) };
}
