using System.Collections;
using System.Collections.Frozen;

namespace CrossSell;

/// <summary>The products that may be sold, in the order in which the user lists them: where two offers score alike, the earlier one comes first.</summary>
/// <remarks>Immutable and thread-safe. Looking a product up takes constant time.</remarks>
public sealed partial class ProductCatalog : IReadOnlyList<Product>
{
    private readonly Product[] _products;
    private readonly FrozenDictionary<string, int> _indexOf;

    /// <summary>Builds a catalogue from its products alone.</summary>
    /// <param name="products">The products, each id once.</param>
    /// <inheritdoc cref="ProductCatalog(IEnumerable{Product}, IEnumerable{ProductRelation}, IEnumerable{ProductCategory})" path="/exception"/>
    public ProductCatalog(IEnumerable<Product> products)
        : this(products, [], [])
    {
    }

    /// <summary>Builds a catalogue from its products, how they stand to one another, and the tree of their categories.</summary>
    /// <param name="products">The products, each id once.</param>
    /// <param name="relations">The relations; one that stands twice counts once.</param>
    /// <param name="categories">The categories that hang below others. Categories of products that are not listed stand at the top.</param>
    /// <exception cref="CatalogContradictionException">
    /// An id is missing or stands twice, a relation speaks of an unknown product, requirements run in a circle, a product requires what it is incompatible with, a
    /// rank stands twice on a ladder, categories contain one another, and the like; all of it is told together.
    /// </exception>
    /// <exception cref="ArgumentException">An element is null.</exception>
    public ProductCatalog(IEnumerable<Product> products, IEnumerable<ProductRelation> relations, IEnumerable<ProductCategory> categories)
    {
        ArgumentNullException.ThrowIfNull(products);
        ArgumentNullException.ThrowIfNull(relations);
        ArgumentNullException.ThrowIfNull(categories);
        _products = [.. products];
        var faults = new List<string>();
        _indexOf = Index(_products, faults).ToFrozenDictionary(StringComparer.Ordinal);
        Categories = [.. categories.Select(c => c ?? throw new ArgumentException("A category is null.", nameof(categories)))];
        ProductRelation[] given = [.. relations.Select(r => r ?? throw new ArgumentException("A relation is null.", nameof(relations))).Distinct()];
        _tree = new CategoryTree(Categories, faults);
        var check = new CatalogCheck(_products, _indexOf, faults);
        check.Products();
        Relations = [.. given.Where(check.Usable)];
        var links = new CatalogLinks(_products, Relations, _indexOf);
        check.Links(links);
        if (faults.Count > 0)
        {
            throw new CatalogContradictionException(faults);
        }

        _owning = OwnershipClosure.Build(_products, links);
        _relationsOf = Relations.SelectMany(r => new[] { (r.From.Value, r), (r.To.Value, r) }).ToLookup(p => p.Value, p => p.r, StringComparer.Ordinal);
        _groups = _products.Where(p => p.ExclusiveGroup is not null).ToLookup(p => p.ExclusiveGroup!, p => p.Id, StringComparer.Ordinal);
    }

    /// <summary>The catalogue without products: every product of the history is then taken as held and named by its id.</summary>
    public static ProductCatalog Empty { get; } = new([]);

    /// <summary>The number of products.</summary>
    public int Count => _products.Length;

    /// <summary>The product at a place of the catalogue's order, from 0.</summary>
    public Product this[int index] => _products[index];

    /// <summary>Finds a product by its id.</summary>
    /// <returns>False when the catalogue does not list it.</returns>
    public bool TryGet(ProductId id, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Product? product)
    {
        bool found = _indexOf.TryGetValue(id.Value, out int index);
        product = found ? _products[index] : null;
        return found;
    }

    /// <summary>The products in the catalogue's order.</summary>
    public IEnumerator<Product> GetEnumerator() => ((IEnumerable<Product>)_products).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static Dictionary<string, int> Index(Product[] products, List<string> faults)
    {
        var indexOf = new Dictionary<string, int>(products.Length, StringComparer.Ordinal);
        for (int i = 0; i < products.Length; i++)
        {
            string id = (products[i] ?? throw new ArgumentException($"Product {i + 1} is null.", nameof(products))).Id.Value;
            if (id.Length == 0)
            {
                faults.Add($"Product {i + 1} has no id.");
            }
            else if (!indexOf.TryAdd(id, i))
            {
                faults.Add($"Product {i + 1} has the id '{id}' of product {indexOf[id] + 1}.");
            }
        }

        return indexOf;
    }
}
