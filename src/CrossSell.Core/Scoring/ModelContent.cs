using CrossSell.Mining;

namespace CrossSell;

/// <summary>What a model knows: products, how often each was bought, rules, and propensity where it was learned. No customer and no purchase.</summary>
internal sealed record ModelContent
{
    /// <summary>The products: those of the catalogue in its order, then those of the history alone in the order of ids.</summary>
    public required IReadOnlyList<Product> Products { get; init; }

    /// <summary>For each product whether it may be offered: all of them when the model was fitted without a catalogue.</summary>
    public required bool[] ForSale { get; init; }

    /// <summary>For each product how many transactions have it.</summary>
    public required int[] Counts { get; init; }

    /// <summary>The number of transactions that were counted.</summary>
    public required int Transactions { get; init; }

    public required TransactionUnit Unit { get; init; }

    public required RuleBook Rules { get; init; }

    /// <summary>Null for a model of rules alone.</summary>
    public ProductPropensity? Propensity { get; init; }

    /// <summary>Null for a model that ranks by rules or propensity.</summary>
    public ModelRanking? Ranking { get; init; }

    /// <summary>Null for a model that does not say when.</summary>
    public ModelTiming? Timing { get; init; }
}
