namespace CrossSell;

/// <summary>Whether a customer could have a product at all.</summary>
/// <param name="customer">The customer's place in the history.</param>
/// <param name="product">The product's place in the catalogue.</param>
/// <remarks>Must be pure and thread-safe.</remarks>
public delegate bool ProductRelevance(int customer, int product);
