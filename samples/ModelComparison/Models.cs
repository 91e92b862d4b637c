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
        yield return new EaseTrainer();
    }
}
