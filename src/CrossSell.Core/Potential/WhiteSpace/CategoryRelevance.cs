namespace CrossSell;

/// <summary>Whether a category is for a customer at all, as motor insurance is for who has a car.</summary>
/// <param name="customer">The customer's place in the history.</param>
/// <param name="category">The category's place in <see cref="WhiteSpace.Categories"/>.</param>
/// <remarks>Must be pure and thread-safe: it is asked by several threads at once.</remarks>
public delegate bool CategoryRelevance(int customer, int category);
