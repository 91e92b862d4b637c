namespace CrossSell;

/// <summary>When, how and beside what a product would be offered.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="At">The instant.</param>
public sealed record EligibilityRequest(DateTimeOffset At)
{
    /// <summary>On whose initiative. Default: ours.</summary>
    public OfferMode Mode { get; init; }

    /// <summary>By which channel; null leaves channels out of the question.</summary>
    public string? Channel { get; init; }

    /// <summary>How much is explained. Default: everything.</summary>
    public ExplanationDetail Detail { get; init; }

    /// <summary>The id of the open offer that this would follow up; null for a new offer.</summary>
    public string? FollowUpOf { get; init; }

    /// <summary>Products that this request leaves out, such as those in the cart; they are treated as ordered.</summary>
    public IReadOnlyList<ProductId> InCart { get; init; } = [];

    /// <summary>What is in stock, by <see cref="Product.StockKey"/>; a key that is absent is unknown and refused.</summary>
    public IReadOnlyDictionary<string, StockLevel> Stock { get; init; } = new Dictionary<string, StockLevel>(StringComparer.Ordinal);
}
