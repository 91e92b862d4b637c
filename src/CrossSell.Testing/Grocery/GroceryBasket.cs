namespace CrossSell.Testing;

/// <summary>One generated basket. Immutable.</summary>
public sealed record GroceryBasket
{
    /// <summary>1 to the number of baskets of the market.</summary>
    public required int Number { get; init; }

    /// <summary>The id in the files: B and eight digits.</summary>
    public required string Id { get; init; }

    /// <summary>The customer; null when nobody showed a card.</summary>
    public required string? Customer { get; init; }

    /// <summary>When it was paid, to the minute; Monday to Saturday, 7 to 21 o'clock. Days never go back from one basket to the next.</summary>
    public required DateTime PaidAt { get; init; }

    /// <summary>What is in it, each product once, in catalog order; never empty.</summary>
    public required IReadOnlyList<GroceryItem> Items { get; init; }
}
