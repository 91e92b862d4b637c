namespace CrossSell;

/// <summary>Says what an offer may bring; any propensity model can stand behind it.</summary>
/// <param name="customer">The customer's place in the history.</param>
/// <param name="product">The product's place in the catalogue.</param>
/// <remarks>Must be pure and thread-safe: it is asked by several threads at once.</remarks>
public delegate GapEstimate GapEstimator(int customer, int product);
