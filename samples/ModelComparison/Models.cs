using CrossSell;
using CrossSell.ML;

namespace ModelComparison;

/// <summary>The ways of ranking that are compared, all with their default settings.</summary>
internal static class Models
{
    public static IEnumerable<IProductScorerTrainer> All()
    {
        yield return new PopularityTrainer();
        yield return new TrendTrainer();
        yield return new RuleScoreTrainer(RuleScore.MaxConfidence);
        yield return new RuleScoreTrainer(RuleScore.SumOfConfidenceLogLift);
        yield return new NeighbourTrainer(ProductSimilarity.Cosine);
        yield return new NeighbourTrainer(ProductSimilarity.LogLikelihood);
        yield return new EaseTrainer();
        yield return new EdlaeTrainer();
        yield return new ImplicitAlsTrainer();
        yield return new TimingScorerTrainer();
    }
}
