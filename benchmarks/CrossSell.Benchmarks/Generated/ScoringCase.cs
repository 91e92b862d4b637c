using CrossSell.Mining;

namespace CrossSell.Benchmarks.Generated;

/// <summary>A model of generated customers, and the same rules for the naive scorer.</summary>
internal sealed class ScoringCase
{
    private readonly int[][] _baskets;

    /// <param name="products">How many products.</param>
    /// <param name="customers">How many customers; the rules are mined from what they hold.</param>
    /// <param name="averageLength">About how many products a customer holds.</param>
    /// <param name="minCount">The fewest customers behind a rule: sets how many rules there are.</param>
    public ScoringCase(int products, int customers, int averageLength, int minCount)
    {
        _baskets = GeneratedBaskets.Make(customers, products, averageLength, seed: 7);
        CrossSellPipeline pipeline = new CrossSellPipelineBuilder()
            .MineRules(rules => rules.MinSupport = SupportThreshold.FromCount(minCount))
            .Build();
        Model = pipeline.Fit(GeneratedHistory.Of(_baskets));
        Customers = [.. Model.History!.Customers.Select(id => new CustomerId(id))];
    }

    public CrossSellModel Model { get; }

    public CustomerId[] Customers { get; }

    public Baselines.LinqScorer NaiveScorer() => new(Model, _baskets);
}
