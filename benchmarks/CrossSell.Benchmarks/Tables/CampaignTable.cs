using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks.Tables;

/// <summary>A campaign to a million customers: the best ten of 500 products each, with masks and contact limits.</summary>
internal static class CampaignTable
{
    private const int Customers = 1_000_000;
    private const int Runs = 3;

    public static string Make()
    {
        Console.Error.WriteLine("  a million customers");
        ScoringSize size = ScoringSize.Of(500);
        CrossSellModel model = size.Make().Model;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var campaign = new CampaignCase(model.Bind(GeneratedHistory.Of(GeneratedBaskets.Make(Customers, size.Products, size.Holdings, seed: 8))));
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var table = new Markdown("threads", "customers with offers", "offers", "CPU s", "wall s", "CPU us a customer", "bytes a customer: purchases, declines, contacts", "bytes allocated a customer", "digest of all offers");
        foreach (int threads in new[] { 1, 2 })
        {
            (long Customers, long Offers, ulong Digest) made = default;
            (TimeSpan cpu, TimeSpan wall) = CpuStopwatch.Median(Runs, () => made = campaign.Run(threads));
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            _ = campaign.Run(threads);
            allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
            table.Row(
                Markdown.Whole(threads),
                Markdown.Whole(made.Customers),
                Markdown.Whole(made.Offers),
                Markdown.Seconds(cpu.TotalSeconds),
                Markdown.Seconds(wall.TotalSeconds),
                Markdown.Number(cpu.TotalSeconds * 1e6 / Customers),
                Markdown.Whole(bytes / Customers),
                Markdown.Number((double)allocated / Customers),
                made.Digest.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
        }

        GC.KeepAlive(campaign);
        return table.ToString();
    }
}
