using CrossSell.Mining;

namespace CrossSell.Core.Tests.Model;

/// <summary>Histories small enough to be judged by hand or by brute force.</summary>
internal static class SmallMarket
{
    /// <summary>Twenty customers: eight with building insurance, six of those (75 %) also with household contents insurance; liability is the most popular.</summary>
    public static PurchaseHistory Insurance()
    {
        var builder = new PurchaseHistoryBuilder();
        for (int c = 1; c <= 20; c++)
        {
            string customer = $"C-{c:00}";
            var day = new DateTime(2025, 1, c);
            if (c <= 8)
            {
                builder.Add(new Purchase { Customer = customer, Product = "building", Time = day });
            }

            if (c is <= 6 or 20)
            {
                builder.Add(new Purchase { Customer = customer, Product = "household", Time = day.AddMonths(1) });
            }

            if (c is >= 8 and <= 19)
            {
                builder.Add(new Purchase { Customer = customer, Product = "liability", Time = day });
            }
        }

        return builder.Build();
    }

    public static ProductCatalog InsuranceCatalog() => new(
    [
        Named("building", "building insurance", "Wohngebäudeversicherung"),
        Named("household", "household contents insurance", "Hausratversicherung"),
        Named("liability", "private liability insurance", "Privathaftpflichtversicherung"),
        Named("cyber", "cyber insurance", "Cyberversicherung"),
    ]);

    public static CrossSellModel Model(PurchaseHistory history, ProductCatalog? catalog = null, Action<ModelRuleOptions>? rules = null) =>
        new CrossSellPipelineBuilder()
            .MineRules(options =>
            {
                options.MinSupport = SupportThreshold.FromCount(2);
                rules?.Invoke(options);
            })
            .Build()
            .Fit(history, catalog);

    private static Product Named(string id, string english, string german) =>
        new() { Id = new ProductId(id), Name = new LocalizedText(english).With("de", german) };
}
