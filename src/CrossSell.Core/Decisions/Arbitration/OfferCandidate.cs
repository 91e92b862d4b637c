namespace CrossSell;

/// <summary>An offer that could be made, with what it is worth.</summary>
/// <param name="Product">The product.</param>
/// <param name="Category">Its category, for diversity; null for none.</param>
/// <param name="Value">What it is worth.</param>
public sealed record OfferCandidate(ProductId Product, string? Category, OfferValue Value);
