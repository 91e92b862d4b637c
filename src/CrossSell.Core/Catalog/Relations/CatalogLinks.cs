namespace CrossSell;

/// <summary>What products are linked to, by their places in the catalogue.</summary>
internal sealed class CatalogLinks
{
    private readonly int[][] _equivalents;
    private readonly int[][] _higherTiers;
    private readonly int[][] _links;
    private readonly int _products;

    /// <param name="products">The products.</param>
    /// <param name="relations">The relations whose products exist and differ.</param>
    /// <param name="indexOf">Where each id stands.</param>
    public CatalogLinks(IReadOnlyList<Product> products, IEnumerable<ProductRelation> relations, IReadOnlyDictionary<string, int> indexOf)
    {
        _products = products.Count;
        int[] set = SameThing(products, indexOf);
        ILookup<int, int> bySet = Enumerable.Range(0, _products).ToLookup(p => set[p]);
        ILookup<string, int> byLadder = Enumerable.Range(0, _products).Where(p => products[p].Ladder is not null && products[p].Rank is not null)
            .ToLookup(p => products[p].Ladder!, StringComparer.Ordinal);
        _equivalents = [.. Enumerable.Range(0, _products).Select(p => bySet[set[p]].Where(o => o != p).ToArray())];
        _higherTiers = [.. products.Select(p => p.Ladder is null ? [] : byLadder[p.Ladder].Where(o => products[o].Rank > p.Rank).ToArray())];
        var links = new SortedSet<int>[3 * _products];
        for (int i = 0; i < links.Length; i++)
        {
            links[i] = [];
        }

        foreach (ProductRelation relation in relations)
        {
            (int from, int to) = (indexOf[relation.From.Value], indexOf[relation.To.Value]);
            if (relation.Kind is ProductRelationKind.Requires or ProductRelationKind.CoveredBy or ProductRelationKind.IncompatibleWith)
            {
                links[Place(relation.Kind, from)].Add(to);
            }

            if (relation.Kind == ProductRelationKind.IncompatibleWith)
            {
                links[Place(relation.Kind, to)].Add(from);
            }
        }

        foreach (IGrouping<string, int> group in Enumerable.Range(0, _products).Where(p => products[p].ExclusiveGroup is not null)
            .GroupBy(p => products[p].ExclusiveGroup!, StringComparer.Ordinal))
        {
            ExclusiveGroups.Add([.. group]);
        }

        _links = [.. links.Select(l => l.ToArray())];
    }

    /// <summary>The members of each exclusive group.</summary>
    public List<int[]> ExclusiveGroups { get; } = [];

    public IReadOnlyList<int> Equivalents(int product) => _equivalents[product];

    public IReadOnlyList<int> HigherTiers(int product) => _higherTiers[product];

    public IReadOnlyList<int> Required(int product) => _links[Place(ProductRelationKind.Requires, product)];

    public IReadOnlyList<int> CoveredBy(int product) => _links[Place(ProductRelationKind.CoveredBy, product)];

    public IReadOnlyList<int> Incompatible(int product) => _links[Place(ProductRelationKind.IncompatibleWith, product)];

    private int Place(ProductRelationKind kind, int product) => ((int)kind * _products) + product;

    // Equivalence sets and variants joined: union-find, the smallest place stands for the set.
    private static int[] SameThing(IReadOnlyList<Product> products, IReadOnlyDictionary<string, int> indexOf)
    {
        int[] root = [.. Enumerable.Range(0, products.Count)];
        var firstOf = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int p = 0; p < root.Length; p++)
        {
            if (products[p].EquivalenceSet is { } set && !firstOf.TryAdd(set, p))
            {
                Join(firstOf[set], p);
            }

            if (products[p].VariantOf is { } parent && indexOf.TryGetValue(parent.Value, out int other))
            {
                Join(other, p);
            }
        }

        return [.. Enumerable.Range(0, root.Length).Select(Root)];

        void Join(int a, int b)
        {
            (a, b) = (Root(a), Root(b));
            root[Math.Max(a, b)] = Math.Min(a, b);
        }

        int Root(int p)
        {
            while (root[p] != p)
            {
                p = root[p] = root[root[p]];
            }

            return p;
        }
    }
}
