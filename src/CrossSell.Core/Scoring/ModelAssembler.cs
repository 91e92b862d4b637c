using CrossSell.Mining;

namespace CrossSell;

/// <summary>Brings history, catalogue and rules together in the model's own numbering of products.</summary>
internal static class ModelAssembler
{
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

    private static RuleBook Renumber(RuleSet rules, int[] modelProduct)
    {
        var starts = new int[rules.Count + 1];
        var antecedents = new List<int>();
        var consequents = new int[rules.Count];
        var both = new int[rules.Count];
        var withAntecedent = new int[rules.Count];
        for (int r = 0; r < rules.Count; r++)
        {
            AssociationRule rule = rules[r];
            foreach (int item in rule.AntecedentIndexes)
            {
                antecedents.Add(modelProduct[item]);
            }

            starts[r + 1] = antecedents.Count;
            antecedents.Sort(starts[r], starts[r + 1] - starts[r], comparer: null);
            consequents[r] = modelProduct[rule.ConsequentIndexes[0]];
            both[r] = (int)rule.Counts.N11;
            withAntecedent[r] = (int)rule.Counts.N1x;
        }

        return new RuleBook(starts, [.. antecedents], consequents, both, withAntecedent);
    }
}
