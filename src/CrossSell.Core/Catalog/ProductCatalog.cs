using System.Collections;
using System.Collections.Frozen;

namespace CrossSell;

/// <summary>The products that may be sold, in the order in which the user lists them: where two offers score alike, the earlier one comes first.</summary>
/// <remarks>Immutable and thread-safe. Looking a product up takes constant time.</remarks>
public sealed class ProductCatalog : IReadOnlyList<Product>
{
    private readonly Product[] _products;
    private readonly FrozenDictionary<string, int> _indexOf;

    /// <summary>Builds a catalogue from its products.</summary>
    /// <param name="products">The products, each id once.</param>
    /// <exception cref="ArgumentException">An id is missing or stands there twice; the message names every such product.</exception>
    public ProductCatalog(IEnumerable<Product> products)
    {
        ArgumentNullException.ThrowIfNull(products);
        _products = [.. products];
        var indexOf = new Dictionary<string, int>(_products.Length, StringComparer.Ordinal);
        var faults = new List<string>();
        for (int i = 0; i < _products.Length; i++)
        {
            string id = (_products[i] ?? throw new ArgumentException($"Product {i + 1} is null.", nameof(products))).Id.Value;
            if (id.Length == 0)
            {
                faults.Add($"product {i + 1} has no id");
            }
            else if (!indexOf.TryAdd(id, i))
            {
                faults.Add($"product {i + 1} has the id '{id}' of product {indexOf[id] + 1}");
            }
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException($"Each product of a catalogue needs an id of its own: {string.Join("; ", faults)}.", nameof(products));
        }

        _indexOf = indexOf.ToFrozenDictionary(StringComparer.Ordinal);
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
}
