namespace CrossSell;

/// <summary>How the customer stands to a category, and what would fill a gap.</summary>
/// <param name="Category">The category.</param>
/// <param name="State">Owned, with a competitor, a gap, cooling or blocked.</param>
/// <param name="Offer">For a gap the product that the model puts first in it, or the first that may be offered; else null.</param>
public sealed record CategoryStanding(string Category, CategoryState State, ProductId? Offer);
