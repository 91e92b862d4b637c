namespace CrossSell;

/// <summary>A product that is not offered to a customer, and why.</summary>
/// <param name="Product">The product.</param>
/// <param name="Reason">Why it is left out.</param>
/// <param name="Since">From when the customer holds it; null when unknown or not owned.</param>
public sealed record Exclusion(ProductId Product, ExclusionReason Reason, DateTime? Since);
