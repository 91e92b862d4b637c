namespace CrossSell;

/// <summary>A category of products and where it hangs in the tree of categories.</summary>
/// <param name="Name">The name by which products refer to it, compared ordinally.</param>
/// <param name="Parent">The wider category; null at the top. A parent that is not listed itself stands at the top.</param>
public sealed record ProductCategory(string Name, string? Parent = null);
