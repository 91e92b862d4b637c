namespace CrossSell;

/// <summary>How probable it is, by everything but the seller, that a customer has a product; any model of holdings can stand behind it.</summary>
/// <param name="customer">The customer's place in the history.</param>
/// <param name="product">The product's place in the catalogue.</param>
/// <remarks>From 0 to 1. Must be pure and thread-safe.</remarks>
public delegate double OwnershipProbability(int customer, int product);
