namespace CrossSell;

/// <summary>One line of a purchase history: who bought what, and what is known about it.</summary>
/// <remarks>
/// Immutable. A line needs a product and a customer or a basket; all else is optional. Times are wall-clock times as the source has them; the history
/// compares them with each other and never with a clock of its own.
/// </remarks>
public sealed record Purchase
{
    /// <summary>The product's exact id.</summary>
    public required string Product { get; init; }

    /// <summary>The customer's exact id; null for an anonymous basket.</summary>
    public string? Customer { get; init; }

    /// <summary>The basket's (invoice's, contract application's) id; null when purchases of one customer on one day form a basket.</summary>
    public string? Basket { get; init; }

    /// <summary>When it was bought, or from when it is held.</summary>
    public DateTime? Time { get; init; }

    /// <summary>How many; a negative quantity is a return. Null means 1.</summary>
    public double? Quantity { get; init; }

    /// <summary>What the line brought in, in the source's one currency.</summary>
    public double? Revenue { get; init; }

    /// <summary>When the holding ends, exclusive; null while it has no end.</summary>
    public DateTime? HeldUntil { get; init; }

    /// <summary>Who sold it.</summary>
    public string? Seller { get; init; }

    /// <summary>By which channel it was sold.</summary>
    public string? Channel { get; init; }

    /// <summary>Further columns by name; null when there are none.</summary>
    public IReadOnlyDictionary<string, string>? Extras { get; init; }
}
