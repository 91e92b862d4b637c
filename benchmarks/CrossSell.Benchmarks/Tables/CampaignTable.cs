using System.Runtime.CompilerServices;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Tables;

/// <summary>A campaign to a million customers: the best ten of 500 products each, with masks and contact limits; by rules alone, and with facts and weights beside them.</summary>
internal static class CampaignTable
{
    private const int Customers = 1_000_000;
    private const int Runs = 3;

    public static string Make()
    {
        var table = new Markdown(
            "by", "threads", "customers with offers", "offers", "CPU s", "wall s", "wall of 1 thread", "CPU us a customer", "bytes a customer: all that is known of him", "peak resident bytes a customer", "bytes allocated a customer", "digest of all offers");
        Rows(table, withPropensity: false);
        Rows(table, withPropensity: true);
        return table.ToString();
    }

    private static void Rows(Markdown table, bool withPropensity)
    {
        Console.Error.WriteLine($"  a million customers{(withPropensity ? ", with propensity" : "")}");
        ScoringSize size = ScoringSize.Of(500);
        CrossSellModel model = Reloaded(size, withPropensity);
        long resident = ResidentMemory.Settled();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        CampaignCase campaign = Bind(model, size, withPropensity);
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        double alone = 0;
        foreach (int threads in new[] { 1, 2 })
        {
            (long Customers, long Offers, ulong Digest) made = default;
            (TimeSpan cpu, TimeSpan wall) = CpuStopwatch.Median(Runs, () => made = campaign.Run(threads));
            alone = threads == 1 ? wall.TotalSeconds : alone;
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            _ = campaign.Run(threads);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            long peak = ResidentMemory.Peak(() => campaign.Run(threads));
            table.Row(
                withPropensity ? "rules and propensity" : "rules",
                Markdown.Whole(threads),
                Markdown.Whole(made.Customers),
                Markdown.Whole(made.Offers),
                Markdown.Seconds(cpu.TotalSeconds),
                Markdown.Seconds(wall.TotalSeconds),
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{alone / wall.TotalSeconds:0.00}x"),
                Markdown.Number(cpu.TotalSeconds * 1e6 / Customers),
                Markdown.Whole(bytes / Customers),
                Markdown.Whole((peak - resident) / Customers),
                Markdown.Number((double)allocated / Customers),
                made.Digest.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
        }

        GC.KeepAlive(campaign);
    }

    // Through its file, so that nothing of its fit stays in memory.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CrossSellModel Reloaded(ScoringSize size, bool withPropensity) => CrossSellModel.FromBytes(size.Make(withPropensity).Model.ToBytes());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CampaignCase Bind(CrossSellModel model, ScoringSize size, bool withPropensity)
    {
        PurchaseHistory history = GeneratedHistory.Of(GeneratedBaskets.Make(Customers, size.Products, size.Holdings, seed: 8));
        return new CampaignCase(model.Bind(history, withPropensity ? GeneratedFacts.Of(history.Customers, seed: 9) : null));
    }
}
