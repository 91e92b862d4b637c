namespace CrossSell;

/// <content>How products stand to one another.</content>
public sealed partial class ProductCatalog
{
    private readonly CategoryTree _tree;
    private readonly OwningProduct[][] _owning;
    private readonly ILookup<string, ProductRelation> _relationsOf;
    private readonly ILookup<string, ProductId> _groups;

    /// <summary>The relations, each once, in the order in which they were given.</summary>
    public IReadOnlyList<ProductRelation> Relations { get; }

    /// <summary>The categories as they were given.</summary>
    public IReadOnlyList<ProductCategory> Categories { get; }

    /// <summary>
    /// The products whose owners count as owners of a product: itself first, then equivalents and variants, higher steps of its ladder, bundles and wider
    /// contracts, through any chain of these.
    /// </summary>
    /// <param name="product">A product; one that the catalogue does not list is owned through itself alone.</param>
    public IReadOnlyList<OwningProduct> OwnedThrough(ProductId product) =>
        _indexOf.TryGetValue(product.Value, out int index) ? _owning[index] : [new OwningProduct(product, OwnershipRelation.Same)];

    /// <summary>The same without a list around it.</summary>
    internal ReadOnlySpan<OwningProduct> OwnersOf(Product product) => _owning[_indexOf[product.Id.Value]];

    /// <summary>The products that a customer takes for the same thing as a product, itself first: its equivalence set and variants.</summary>
    /// <param name="product">A product; one that the catalogue does not list has no equivalents.</param>
    public IEnumerable<ProductId> SameThingAs(ProductId product) => OwnedThrough(product).Where(o => o.Relation <= OwnershipRelation.Equivalent).Select(o => o.Product);

    /// <summary>The relations in which a product stands on either side, in the order in which they were given.</summary>
    public IEnumerable<ProductRelation> RelationsOf(ProductId product) => _relationsOf[product.Value];

    /// <summary>The products of an exclusive group, in the catalogue's order; empty for a group that no product names.</summary>
    public IEnumerable<ProductId> InExclusiveGroup(string group) => _groups[group];

    /// <summary>A category and those that contain it, the narrowest first; empty for null.</summary>
    public IEnumerable<string> CategoryPath(string? category) => _tree.PathOf(category);

    /// <summary>Whether a product stands in a category or in one below it.</summary>
    public bool IsIn(Product product, string category)
    {
        ArgumentNullException.ThrowIfNull(product);
        return _tree.PathOf(product.Category).Contains(category, StringComparer.Ordinal);
    }
}
