using CrossSell.Mining;

namespace CrossSell.Benchmarks.Generated;

/// <summary>A model of generated customers, and the same rules and weights for the naive scorer.</summary>
internal sealed class ScoringCase
{
    private readonly int[][] _baskets;
    private readonly CustomerTable? _facts;

    /// <param name="products">How many products.</param>
    /// <param name="customers">How many customers; the rules are mined from what they hold.</param>
    /// <param name="averageLength">About how many products a customer holds.</param>
    /// <param name="minCount">The fewest customers behind a rule: sets how many rules there are.</param>
    /// <param name="withPropensity">Whether facts about customers and weights take part beside the rules.</param>
    public ScoringCase(int products, int customers, int averageLength, int minCount, bool withPropensity = false)
    {
        _baskets = GeneratedBaskets.Make(customers, products, averageLength, seed: 7);
        PurchaseHistory history = GeneratedHistory.Of(_baskets);
        CrossSellPipelineBuilder pipeline = new CrossSellPipelineBuilder().MineRules(rules => rules.MinSupport = SupportThreshold.FromCount(minCount));
        _facts = withPropensity ? GeneratedFacts.Of(history.Customers, seed: 9) : null;
        Model = (withPropensity ? pipeline.EstimatePropensity(new GeneratedWeights(_baskets)) : pipeline).Build().Fit(history, catalog: null, _facts);
        Customers = [.. Model.History!.Customers.Select(id => new CustomerId(id))];
    }

    public CrossSellModel Model { get; }

    public CustomerId[] Customers { get; }

    public Baselines.LinqScorer NaiveScorer() => new(Model, _baskets, _facts);

    public Baselines.TensorScorer TensorScorer() => new(Model, _baskets, _facts!);
}
