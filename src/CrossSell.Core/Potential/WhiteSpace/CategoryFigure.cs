namespace CrossSell;

/// <summary>A figure of a customer in a category, such as the potential in the currency of the purchases; finite, 0 or more.</summary>
/// <param name="customer">The customer's place in the history.</param>
/// <param name="category">The category's place in <see cref="WhiteSpace.Categories"/>.</param>
/// <remarks>Must be pure and thread-safe.</remarks>
public delegate double CategoryFigure(int customer, int category);
