using CrossSell.Mining;

namespace CrossSell;

/// <summary>Brings history, catalogue and rules together in the model's own numbering of products.</summary>
internal static class ModelAssembler
{
    private const int Unknown = -1;

    public static ModelContent Assemble(PurchaseHistory history, ProductCatalog catalog, Transactions transactions, TransactionUnit unit, RuleSet rules)
    {
        var products = new List<Product>(catalog);
        int[] modelProduct = new int[history.Products.Count];
        var place = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int p = 0; p < catalog.Count; p++)
        {
            place.Add(catalog[p].Id.Value, p);
        }

        for (int i = 0; i < modelProduct.Length; i++)
        {
            string id = history.Products[i];
            if (!place.TryGetValue(id, out modelProduct[i]))
            {
                modelProduct[i] = products.Count;
                products.Add(new Product { Id = new ProductId(id) });
            }
        }

        var counts = new int[products.Count];
        foreach (int item in transactions.Items)
        {
            counts[modelProduct[item]]++;
        }

        var forSale = new bool[products.Count];
        forSale.AsSpan(0, catalog.Count == 0 ? products.Count : catalog.Count).Fill(true);
        return new ModelContent
        {
            Products = products,
            ForSale = forSale,
            Counts = counts,
            Transactions = transactions.Count,
            Unit = unit,
            Rules = Renumber(rules, modelProduct),
        };
    }

    /// <summary>A model's content with other rules and counts; its products stay, and what the rules say of products that it does not know is left out.</summary>
    /// <param name="content">The model.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="countOfItem">How many transactions have each item of the rules' numbering.</param>
    /// <param name="indexOf">The model's products by id.</param>
    public static ModelContent Refresh(ModelContent content, RuleSet rules, int[] countOfItem, IReadOnlyDictionary<string, int> indexOf)
    {
        int[] modelProduct = [.. rules.ItemIds.Select(id => indexOf.TryGetValue(id, out int product) ? product : Unknown)];
        int[] counts = new int[content.Products.Count];
        for (int item = 0; item < modelProduct.Length; item++)
        {
            if (modelProduct[item] != Unknown)
            {
                counts[modelProduct[item]] = countOfItem[item];
            }
        }

        return content with { Counts = counts, Transactions = rules.TransactionCount, Rules = Renumber(rules, modelProduct) };
    }

    private static RuleBook Renumber(RuleSet rules, int[] modelProduct)
    {
        var starts = new List<int>(rules.Count + 1) { 0 };
        var antecedents = new List<int>();
        var consequents = new List<int>(rules.Count);
        var both = new List<int>(rules.Count);
        var withAntecedent = new List<int>(rules.Count);
        for (int r = 0; r < rules.Count; r++)
        {
            AssociationRule rule = rules[r];
            if (modelProduct[rule.ConsequentIndexes[0]] == Unknown || rule.AntecedentIndexes.ContainsAnyUnknown(modelProduct))
            {
                continue;
            }

            foreach (int item in rule.AntecedentIndexes)
            {
                antecedents.Add(modelProduct[item]);
            }

            antecedents.Sort(starts[^1], antecedents.Count - starts[^1], comparer: null);
            starts.Add(antecedents.Count);
            consequents.Add(modelProduct[rule.ConsequentIndexes[0]]);
            both.Add((int)rule.Counts.N11);
            withAntecedent.Add((int)rule.Counts.N1x);
        }

        return new RuleBook([.. starts], [.. antecedents], [.. consequents], [.. both], [.. withAntecedent]);
    }

    private static bool ContainsAnyUnknown(this ReadOnlySpan<int> items, int[] modelProduct)
    {
        foreach (int item in items)
        {
            if (modelProduct[item] == Unknown)
            {
                return true;
            }
        }

        return false;
    }
}
