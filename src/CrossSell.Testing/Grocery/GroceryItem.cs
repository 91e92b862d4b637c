namespace CrossSell.Testing;

/// <summary>One product in a basket.</summary>
/// <param name="Product">The product id.</param>
/// <param name="Quantity">How many, 1 to 3.</param>
/// <param name="Revenue">Price of all of them in euros, two decimals.</param>
public sealed record GroceryItem(string Product, int Quantity, decimal Revenue);
