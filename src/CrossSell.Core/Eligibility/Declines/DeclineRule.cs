namespace CrossSell;

/// <summary>What one reason for a decline blocks, and for how long.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Scope">What it speaks for.</param>
/// <param name="Block">How long after the first decline; null for ever.</param>
public sealed record DeclineRule(DeclineScope Scope, TimeSpan? Block)
{
    /// <summary>How long the rest of the product's category is blocked as well; null for not at all.</summary>
    public TimeSpan? CategoryBlock { get; init; }

    /// <summary>Whether a second such decline of a product blocks twice as long and a third for ever.</summary>
    public bool Escalates { get; init; }

    /// <summary>Whether it counts when customers who decline again and again are left in peace.</summary>
    public bool CountsToDowngrade { get; init; }

    /// <summary>The share by which the price must have fallen for the block to end early; null when no price ends it.</summary>
    public decimal? PriceDrop { get; init; }

    /// <summary>How long before <c>OfferResponse.Until</c> the block ends, where the customer named such a day; null when that day does not matter.</summary>
    public TimeSpan? LeadBeforeUntil { get; init; }
}
