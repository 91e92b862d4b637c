namespace CrossSell;

/// <summary>One offer for one customer: what, how strongly, and why.</summary>
/// <remarks>Immutable.</remarks>
public sealed record Recommendation
{
    /// <summary>The place in the customer's list, from 1.</summary>
    public required int Rank { get; init; }

    /// <summary>The product to offer; never one that the customer owns.</summary>
    public required ProductId Product { get; init; }

    /// <summary>
    /// With a propensity part the calibrated probability. Else the share of comparable customers (or baskets) that have the product, 0 to 1: the confidence of
    /// the best rule whose antecedent the customer has, or the share among all where that is higher. Comparable within and between customers.
    /// </summary>
    public required double Score { get; init; }

    /// <summary>
    /// The calibrated probability of buying the product within the horizon, or, where it was learned from a history without times, of its being the next; null
    /// while the model has no propensity part.
    /// </summary>
    public double? Propensity { get; init; }

    /// <summary>What the score rests on.</summary>
    public required OfferEvidence Evidence { get; init; }

    /// <summary>The rule behind the score; null when the score is a popularity.</summary>
    public OfferRule? Rule { get; init; }

    /// <summary>Why, as a sentence: <see cref="Reason.ToString"/> in English, <see cref="Reason.In"/> in another language.</summary>
    public required Reason Reason { get; init; }

    /// <summary>
    /// When to make the offer; null while the model learned no timing (<see cref="CrossSellPipelineBuilder.LearnTiming"/>), or not of this product, or nothing is
    /// known of times.
    /// </summary>
    public OfferMoment? BestMoment { get; init; }
}
