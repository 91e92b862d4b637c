using System.Globalization;

namespace CrossSell;

/// <summary>Finds what cannot be true together in a catalogue; each finding is a sentence with the products' names.</summary>
internal sealed class CatalogCheck(IReadOnlyList<Product> products, IReadOnlyDictionary<string, int> indexOf, List<string> faults)
{
    /// <summary>What a product says of itself.</summary>
    public void Products()
    {
        foreach (Product product in products)
        {
            if ((product.Ladder is null) != (product.Rank is null))
            {
                faults.Add(product.Ladder is null
                    ? string.Create(CultureInfo.InvariantCulture, $"{product.NameWithId} has the rank {product.Rank} but no ladder.")
                    : $"{product.NameWithId} is on the ladder '{product.Ladder}' but has no rank.");
            }

            if (product.AvailableFrom >= product.AvailableUntil)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{product.NameWithId} is available from {product.AvailableFrom:yyyy-MM-dd HH:mm} until {product.AvailableUntil:yyyy-MM-dd HH:mm}; the end must be later."));
            }

            if (product.VariantOf is { } parent && !indexOf.ContainsKey(parent.Value))
            {
                faults.Add($"{product.NameWithId} is a variant of '{parent}', which is no product of the catalogue.");
            }
        }

        foreach (IGrouping<(string?, int?), Product> step in products.Where(p => p.Ladder is not null && p.Rank is not null).GroupBy(p => (p.Ladder, p.Rank)).Where(g => g.Count() > 1))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"{Names(step)} share the rank {step.Key.Item2} of the ladder '{step.Key.Item1}'."));
        }

        Circles(p => products[p].VariantOf is { } parent && indexOf.TryGetValue(parent.Value, out int to) ? [to] : [], "Variants of one another in a circle");
    }

    /// <summary>Whether a relation can be used at all.</summary>
    public bool Usable(ProductRelation relation)
    {
        int before = faults.Count;
        foreach (string id in new[] { relation.From.Value, relation.To.Value }.Distinct(StringComparer.Ordinal).Where(id => !indexOf.ContainsKey(id)))
        {
            faults.Add($"The relation '{relation.From}' {relation.Kind} '{relation.To}' speaks of '{id}', which is no product of the catalogue.");
        }

        if (!Enum.IsDefined(relation.Kind))
        {
            faults.Add($"The relation of '{relation.From}' to '{relation.To}' has the kind {relation.Kind:D}; it must be one of {string.Join(", ", Enum.GetNames<ProductRelationKind>())}.");
        }

        if (relation.From == relation.To)
        {
            faults.Add($"'{relation.From}' {relation.Kind} itself; a relation needs two products.");
        }

        bool mayWait = relation.Kind is ProductRelationKind.Requires or ProductRelationKind.UpSellTo or ProductRelationKind.CrossSellTo;
        if (relation.Window is { } window && (window <= TimeSpan.Zero || !mayWait))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"The relation '{relation.From}' {relation.Kind} '{relation.To}' has the window {window}; it must be ")
                + (mayWait ? "more than zero." : "absent for this kind."));
        }

        return faults.Count == before;
    }

    /// <summary>What the relations say together.</summary>
    public void Links(CatalogLinks links)
    {
        Circles(links.Required, "Each requires the next in a circle");
        Circles(links.CoveredBy, "Each is covered by the next in a circle; products that stand for each other belong in one equivalence set");
        for (int p = 0; p < products.Count; p++)
        {
            foreach (int other in links.Equivalents(p).Where(o => o > p && products[p].Ladder is { } ladder && string.Equals(products[o].Ladder, ladder, StringComparison.Ordinal)))
            {
                faults.Add($"{Name(p)} and {Name(other)} are equivalent and yet two steps of the ladder '{products[p].Ladder}'.");
            }
        }

        for (int p = 0; p < products.Count; p++)
        {
            if (links.Required(p).Count > 0)
            {
                Requirements(p, links);
            }
        }
    }

    private void Requirements(int product, CatalogLinks links)
    {
        int[] needed = AllRequired(product, links);
        HashSet<int> owners = [.. OwnershipClosure.Of(product, links).Select(o => o.Product)];
        foreach (int need in needed.Where(n => n != product))
        {
            if (owners.Contains(need))
            {
                faults.Add($"{Name(product)} requires {Name(need)}, whose owners count as owning it already.");
            }

            if (links.Incompatible(product).Contains(need))
            {
                faults.Add($"{Name(product)} requires {Name(need)} and is incompatible with it.");
            }
            else if (SameGroup(product, need))
            {
                faults.Add($"{Name(product)} requires {Name(need)}, yet both are in the exclusive group '{products[product].ExclusiveGroup}'.");
            }

            foreach (int other in needed.Where(o => o > need && o != product && (links.Incompatible(need).Contains(o) || SameGroup(need, o))))
            {
                faults.Add($"{Name(product)} requires {Name(need)} and {Name(other)}, which nobody may own together.");
            }
        }
    }

    private bool SameGroup(int a, int b) => products[a].ExclusiveGroup is { } group && string.Equals(group, products[b].ExclusiveGroup, StringComparison.Ordinal);

    private static int[] AllRequired(int product, CatalogLinks links)
    {
        var seen = new List<int>(links.Required(product).Distinct());
        for (int i = 0; i < seen.Count; i++)
        {
            seen.AddRange(links.Required(seen[i]).Where(n => !seen.Contains(n)).ToArray());
        }

        return [.. seen];
    }

    private void Circles(Func<int, IReadOnlyList<int>> next, string what)
    {
        foreach (IReadOnlyList<int> cycle in Cycles.Find([.. Enumerable.Range(0, products.Count).Select(next)]))
        {
            faults.Add($"{what}: {string.Join(" > ", cycle.Append(cycle[0]).Select(Name))}.");
        }
    }

    private string Name(int product) => products[product].NameWithId;

    private static string Names(IEnumerable<Product> products) => string.Join(" and ", products.Select(p => p.NameWithId));
}
