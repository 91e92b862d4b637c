namespace CrossSell;

/// <summary>How one product of a catalogue stands to another.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="From">The product that the sentence begins with.</param>
/// <param name="Kind">The verb of the sentence.</param>
/// <param name="To">The product that the sentence ends with; never <paramref name="From"/>.</param>
public sealed record ProductRelation(ProductId From, ProductRelationKind Kind, ProductId To)
{
    /// <summary>
    /// How long must have passed since the earlier product was bought: for <see cref="ProductRelationKind.Requires"/> since <see cref="To"/>, for
    /// <see cref="ProductRelationKind.UpSellTo"/> and <see cref="ProductRelationKind.CrossSellTo"/> since <see cref="From"/>. Null for no wait; more than zero, and
    /// allowed for these three kinds only.
    /// </summary>
    public TimeSpan? Window { get; init; }
}
