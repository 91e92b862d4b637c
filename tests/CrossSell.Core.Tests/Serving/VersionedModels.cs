namespace CrossSell.Core.Tests.Serving;

/// <summary>Models of one market that can be told apart by any one of their scores: version v was fitted on a prime number of customers of its own, so no two share a share.</summary>
internal static class VersionedModels
{
    private static readonly int[] _customers = [101, 103, 107, 109];

    public static int Count => _customers.Length;

    /// <summary>Version <paramref name="version"/>, bound to the same customers as every other.</summary>
    public static CrossSellModel Make(int version) => Unbound(version).Bind(Desk);

    public static CrossSellModel Unbound(int version) => new CrossSellPipelineBuilder()
        .MineRules(rules => rules.MinSupport = CrossSell.Mining.SupportThreshold.FromShare(0.99m))
        .Build()
        .Fit(Market(_customers[version]));

    /// <summary>The customers who are served, whatever the version.</summary>
    public static PurchaseHistory Desk { get; } = PurchaseHistory.From(Enumerable.Range(0, 50).SelectMany(c => new[]
    {
        new Purchase { Customer = Name(c), Product = "base" }, new Purchase { Customer = Name(c), Product = "P" + (c % 3) },
    }));

    public static string Name(int customer) => $"C{customer}";

    /// <summary>Which version gave a score; -1 for none.</summary>
    public static int VersionOf(double score)
    {
        for (int version = 0; version < _customers.Length; version++)
        {
            double buyers = score * _customers[version];
            if (buyers > 0.5 && Math.Abs(buyers - Math.Round(buyers)) < 1e-9)
            {
                return version;
            }
        }

        return -1;
    }

    // Everybody has the base, and one customer of p + 2 has product p: no rule is kept, so every score is a popularity.
    private static PurchaseHistory Market(int customers) => PurchaseHistory.From(
        Enumerable.Range(0, customers).SelectMany(c => Enumerable.Range(0, 12).Where(p => c < customers / (p + 2)).Select(p => $"P{p}").Append("base").Select(id => new Purchase { Customer = $"M{c}", Product = id })));
}
