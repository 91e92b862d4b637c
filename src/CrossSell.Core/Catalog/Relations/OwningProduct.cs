namespace CrossSell;

/// <summary>A product whose owners count as owners of another.</summary>
/// <param name="Product">The product that is held.</param>
/// <param name="Relation">Why that counts; of several ways the first in the order of the enumeration.</param>
public sealed record OwningProduct(ProductId Product, OwnershipRelation Relation);
