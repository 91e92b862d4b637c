namespace CrossSell;

/// <summary>How likely a customer takes a product.</summary>
/// <param name="Product">The product.</param>
/// <param name="Propensity">The probability, from 0 to 1.</param>
public readonly record struct ProductChance(ProductId Product, double Propensity);
