namespace CrossSell;

/// <summary>The same line as <see cref="Purchase"/> over borrowed text, so that readers add millions of rows without a string each. An empty text means absent.</summary>
public ref struct PurchaseRow
{
    /// <summary>The product's exact id.</summary>
    public ReadOnlySpan<char> Product { get; set; }

    /// <summary>The customer's exact id; empty for an anonymous basket.</summary>
    public ReadOnlySpan<char> Customer { get; set; }

    /// <summary>The basket's id; empty when purchases of one customer on one day form a basket.</summary>
    public ReadOnlySpan<char> Basket { get; set; }

    /// <summary>When it was bought, or from when it is held.</summary>
    public DateTime? Time { get; set; }

    /// <summary>How many; a negative quantity is a return. Null means 1.</summary>
    public double? Quantity { get; set; }

    /// <summary>What the line brought in, in the source's one currency.</summary>
    public double? Revenue { get; set; }

    /// <summary>When the holding ends, exclusive; null while it has no end.</summary>
    public DateTime? HeldUntil { get; set; }

    /// <summary>Who sold it.</summary>
    public ReadOnlySpan<char> Seller { get; set; }

    /// <summary>By which channel it was sold.</summary>
    public ReadOnlySpan<char> Channel { get; set; }

    /// <summary>The values of the further columns, in the order given to <see cref="PurchaseHistoryBuilder.DeclareExtras"/>; empty when none were declared.</summary>
    public ReadOnlySpan<string?> Extras { get; set; }
}
