namespace CrossSell;

/// <summary>What the propensity of one product rests on.</summary>
/// <param name="Product">The product.</param>
/// <param name="Buyers">How many training rows bought it.</param>
/// <param name="Candidates">How many could have bought it.</param>
/// <param name="IsLearned">Whether it has weights of its own; else everyone gets its base rate, because too few bought it.</param>
public sealed record ProductPropensityFacts(ProductId Product, int Buyers, int Candidates, bool IsLearned);
