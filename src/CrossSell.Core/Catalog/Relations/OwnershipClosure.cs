namespace CrossSell;

/// <summary>For each product those whose owners count as its owners, through any chain of equivalents, higher steps and bundles.</summary>
internal static class OwnershipClosure
{
    public static OwningProduct[][] Build(IReadOnlyList<Product> products, CatalogLinks links)
    {
        var closure = new OwningProduct[products.Count][];
        for (int p = 0; p < closure.Length; p++)
        {
            closure[p] = [.. Of(p, links).Select(o => new OwningProduct(products[o.Product].Id, o.Relation))];
        }

        return closure;
    }

    // Each kind of link in turn, the strongest claim first: a product that is reached by equivalence alone is an equivalent, whatever else leads to it.
    public static List<(int Product, OwnershipRelation Relation)> Of(int product, CatalogLinks links)
    {
        var found = new List<(int Product, OwnershipRelation Relation)> { (product, OwnershipRelation.Same) };
        var seen = new HashSet<int> { product };
        for (OwnershipRelation level = OwnershipRelation.Equivalent; level <= OwnershipRelation.Covering; level++)
        {
            for (int i = 0; i < found.Count; i++)
            {
                int at = found[i].Product;
                Add(links.Equivalents(at), level);
                Add(level >= OwnershipRelation.HigherTier ? links.HigherTiers(at) : [], level);
                Add(level >= OwnershipRelation.Covering ? links.CoveredBy(at) : [], level);
            }
        }

        return found;

        void Add(IEnumerable<int> more, OwnershipRelation relation)
        {
            foreach (int owner in more)
            {
                if (seen.Add(owner))
                {
                    found.Add((owner, relation));
                }
            }
        }
    }
}
