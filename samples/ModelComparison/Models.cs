using CrossSell;
using CrossSell.ML;

namespace ModelComparison;

/// <summary>The ways of ranking that are compared, all with their default settings.</summary>
internal static class Models
{
    /// <summary>Each one learned from what was known, one after the other: the single ways, the hybrid, which weighs them, and the hybrid that also knows what customers are.</summary>
    public static IEnumerable<(string Name, CustomerScoring Scoring)> Trained(RankingSplit split, CustomerTable customers)
    {
        foreach (IProductScorerTrainer trainer in Parts())
        {
            IProductScorer scorer = trainer.Train(split.Train);
            yield return (scorer.Name, (customer, scores) => scorer.Score(split.Known[customer], scores));
        }

        HybridRanking hybrid = new HybridTrainer().Train(split.Train);
        yield return ("hybrid", (customer, scores) => hybrid.Score(split.Known[customer], scores));

        RankingSplit told = split.With(CustomerTableFacts.Of(customers), categories: null);
        HybridRanking knowing = new HybridTrainer().Train(told.Train);
        yield return ("hybrid, attributes", (customer, scores) => knowing.Score(told.Known[customer], scores));
    }

    private static IEnumerable<IProductScorerTrainer> Parts() =>
    [
        new PopularityTrainer(),
        new TrendTrainer(),
        new RuleScoreTrainer(RuleScore.MaxConfidence),
        new RuleScoreTrainer(RuleScore.SumOfConfidenceLogLift),
        new NeighbourTrainer(ProductSimilarity.Cosine),
        new NeighbourTrainer(ProductSimilarity.LogLikelihood),
        new EaseTrainer(),
        new EdlaeTrainer(),
        new ImplicitAlsTrainer(),
        new TimingScorerTrainer(),
    ];
}
