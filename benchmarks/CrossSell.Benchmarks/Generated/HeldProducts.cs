namespace CrossSell.Benchmarks.Generated;

/// <summary>Customers who hold a few of many products, two a category; every eighth product requires another one.</summary>
internal static class HeldProducts
{
    public static (PurchaseHistory History, EligibilityChecker Checker) Make(int customers, int categories)
    {
        int products = 2 * categories;
        ProductRelation[] relations = [.. Enumerable.Range(0, products / 8).Select(i => new ProductRelation(Id(8 * i), ProductRelationKind.Requires, Id((8 * i) + 3)))];
        var catalog = new ProductCatalog(
            Enumerable.Range(0, products).Select(p => new Product { Id = Id(p), Category = FormattableString.Invariant($"category {p / 2:00}"), Margin = 10 + p }), relations, []);
        var builder = new PurchaseHistoryBuilder();
        var random = new Random(7);
        for (int c = 0; c < customers; c++)
        {
            string customer = FormattableString.Invariant($"C{c:0000000}");
            for (int i = 1 + random.Next(4); i > 0; i--)
            {
                int product = random.Next(products);
                DateTime from = new DateTime(2020, 1, 1).AddDays(random.Next(2_300));
                builder.Add(new Purchase { Customer = customer, Product = Id(product).Value, Time = from, HeldUntil = random.Next(3) == 0 ? from.AddDays(1 + random.Next(2_000)) : null });
            }
        }

        return (builder.Build(), new EligibilityChecker(catalog, EligibilityRules.CoolDown));
    }

    private static ProductId Id(int product) => new(FormattableString.Invariant($"P{product:00}"));
}
