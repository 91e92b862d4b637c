using System.Globalization;
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

    /// <summary>What decisions must read, on average of the first customers.</summary>
    public DecisionReads Reads(int customers) => DecisionReads.Of(Model, [.. _baskets.Take(customers).Select(Known)]);

    // What a customer holds, and the codes of all that is known of him among all codes.
    private (HashSet<string> Held, int[] Codes) Known(int[] basket, int row)
    {
        HashSet<string> held = [.. basket.Select(item => item.ToString(CultureInfo.InvariantCulture))];
        int first = 0;
        int[] codes = new int[Model.Propensity!.Fields.Count];
        for (int f = 0; f < codes.Length; f++)
        {
            PropensityField field = Model.Propensity.Fields[f];
            codes[f] = first + field.CodeOf(field.Source is { } source ? (held.Contains(source.Subject!) ? 1 : 0) : _facts!.Columns.Single(column => column.Name == field.Name).Numbers[row]);
            first += field.Codes;
        }

        return (held, codes);
    }

    public Baselines.TensorScorer TensorScorer() => new(Model, _baskets, _facts!);
}
