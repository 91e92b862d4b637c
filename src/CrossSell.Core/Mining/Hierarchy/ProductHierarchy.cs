using System.Collections.Frozen;

namespace CrossSell.Mining;

/// <summary>What belongs to what: products to categories, categories to wider ones, over any number of levels; a product may have several parents.</summary>
/// <remarks>
/// The taxonomy of Srikant and Agrawal 1995 ("Mining generalized association rules"). Nodes are known by their exact text, so a category must not be named like
/// a product. Immutable, therefore safe for any number of threads.
/// </remarks>
public sealed class ProductHierarchy
{
    private readonly FrozenDictionary<string, string[]> _parents;
    private readonly FrozenDictionary<string, string[]> _ancestors;
    private readonly FrozenDictionary<string, int> _heights;

    private ProductHierarchy(Dictionary<string, List<string>> parents)
    {
        _parents = parents.ToFrozenDictionary(node => node.Key, node => node.Value.Order(ItemIdOrder.Instance).ToArray(), StringComparer.Ordinal);
        Dictionary<string, string[]> ancestors = new(StringComparer.Ordinal);
        Dictionary<string, int> heights = new(StringComparer.Ordinal);
        foreach (string node in HierarchyOrder.ParentsFirst(_parents))
        {
            string[] above = _parents.GetValueOrDefault(node, []);
            ancestors[node] = [.. above.Concat(above.SelectMany(parent => ancestors[parent])).Distinct(StringComparer.Ordinal).Order(ItemIdOrder.Instance)];
            heights[node] = above.Length == 0 ? 0 : 1 + above.Max(parent => heights[parent]);
        }

        _ancestors = ancestors.ToFrozenDictionary(StringComparer.Ordinal);
        _heights = heights.ToFrozenDictionary(StringComparer.Ordinal);
        Depth = heights.Count == 0 ? 0 : heights.Values.Max();
    }

    /// <summary>The most steps from any node up to a root; 0 for a hierarchy without nodes.</summary>
    public int Depth { get; }

    /// <summary>Takes a hierarchy from its edges.</summary>
    /// <param name="edges">Each child with one of its parents. An edge that stands twice counts once.</param>
    /// <exception cref="ArgumentException">A name is empty, or nodes are their own ancestors; the message shows every cycle.</exception>
    public static ProductHierarchy FromEdges(IEnumerable<(string Child, string Parent)> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        Dictionary<string, List<string>> parents = new(StringComparer.Ordinal);
        int number = 0;
        foreach ((string child, string parent) in edges)
        {
            number++;
            if (string.IsNullOrEmpty(child) || string.IsNullOrEmpty(parent))
            {
                throw new ArgumentException($"Edge {number} goes from '{child}' to '{parent}'; both must be text of at least one character.", nameof(edges));
            }

            List<string> known = parents.TryGetValue(child, out List<string>? of) ? of : parents[child] = [];
            if (!known.Contains(parent, StringComparer.Ordinal))
            {
                known.Add(parent);
            }
        }

        IReadOnlyList<string> cycles = HierarchyOrder.Cycles(parents);
        return cycles.Count == 0
            ? new ProductHierarchy(parents)
            : throw new ArgumentException($"Nothing may be its own ancestor: {string.Join("; ", cycles)}.", nameof(edges));
    }

    /// <summary>Takes the hierarchy from the products' <see cref="Product.Category"/>; products without one are left out.</summary>
    /// <param name="catalog">The products.</param>
    /// <param name="separator">
    /// What separates the levels inside a category, widest first, such as '/' in <c>Food/Bread</c>; null when each category is one level. Blanks around a level are
    /// no part of it: <c>Food / Bread</c> is <c>Food/Bread</c>.
    /// </param>
    /// <param name="suffix">What is put behind a category to tell it from a product: the category <c>Bread</c> becomes the item <c>Bread*</c>. May be empty.</param>
    /// <exception cref="ArgumentException">A category, with its suffix, is named like a product of the catalogue, or a level is empty; the message lists all.</exception>
    public static ProductHierarchy FromCatalog(ProductCatalog catalog, char? separator = null, string suffix = "*")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(suffix);
        List<(string Child, string Parent)> edges = [];
        SortedSet<string> faults = new(StringComparer.Ordinal);
        foreach (Product product in catalog)
        {
            if (product.Category is not { Length: > 0 } category)
            {
                continue;
            }

            string child = product.Id.Value;
            string[] levels = separator is { } mark ? category.Split(mark, StringSplitOptions.TrimEntries) : [category.Trim()];
            if (levels.Contains("", StringComparer.Ordinal))
            {
                faults.Add($"'{category}' has an empty level");
                continue;
            }

            // From the narrowest level to the widest: Food/Bread/Rolls, Food/Bread, Food.
            for (int depth = levels.Length; depth > 0; depth--)
            {
                string node = string.Join(separator.GetValueOrDefault(), levels[..depth]) + suffix;
                if (catalog.TryGet(new ProductId(node), out _))
                {
                    faults.Add($"the category '{node}' is named like a product");
                }

                edges.Add((child, node));
                child = node;
            }
        }

        return faults.Count == 0
            ? FromEdges(edges.Distinct())
            : throw new ArgumentException($"The categories make no hierarchy: {string.Join("; ", faults)}.", nameof(catalog));
    }

    /// <summary>The parents of a node in the order of ids; none for a root or an unknown name.</summary>
    public IReadOnlyList<string> ParentsOf(string node) => _parents.GetValueOrDefault(node, []);

    /// <summary>All ancestors of a node, not the node itself, in the order of ids; none for a root or an unknown name.</summary>
    public IReadOnlyList<string> AncestorsOf(string node) => _ancestors.GetValueOrDefault(node, []);

    /// <summary>How many steps a node is below the farthest of its roots: 0 for a root, and for a name that the hierarchy does not know.</summary>
    public int LevelOf(string node) => _heights.GetValueOrDefault(node);

    /// <summary>Whether the hierarchy knows a name, as child or parent.</summary>
    public bool Contains(string node) => _heights.ContainsKey(node);

    /// <summary>Adds to each transaction the ancestors of its items, each once, so that rules at and across all levels are found.</summary>
    /// <remarks>Srikant and Agrawal 1995, section 3.1. What <c>addAggregate</c> of arules does, for all levels at once. Weights are kept. O(items x ancestors).</remarks>
    /// <param name="transactions">The transactions; items that the hierarchy does not know stay alone.</param>
    /// <param name="cancellation">Ends the work within a fraction of a second.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public Transactions Extend(Transactions transactions, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        return HierarchyEncoding.Replace(transactions, id => [id, .. AncestorsOf(id)], cancellation);
    }

    /// <summary>Replaces each item by its ancestors of one level, or by itself where it stands at that level or above, so that rules at that level are found.</summary>
    /// <remarks>An item with several parents becomes all of them; one whose branches end above the level becomes their lowest nodes. Weights are kept.</remarks>
    /// <param name="transactions">The transactions; items that the hierarchy does not know stay.</param>
    /// <param name="level">The level, 0 for the roots (<see cref="LevelOf"/>).</param>
    /// <param name="cancellation">Ends the work within a fraction of a second.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is negative or above <see cref="Depth"/>.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public Transactions Aggregate(Transactions transactions, int level, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(transactions);
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, Depth);
        return HierarchyEncoding.Replace(transactions, id => AtLevel(id, level), cancellation);
    }

    private IReadOnlyList<string> AtLevel(string node, int level)
    {
        if (LevelOf(node) <= level)
        {
            return [node];
        }

        return [.. ParentsOf(node).SelectMany(parent => AtLevel(parent, level)).Distinct(StringComparer.Ordinal)];
    }
}
