using System.Security.Cryptography;
using CrossSell.Benchmarks.Generated;
using CrossSell.ContactPolicy;

namespace CrossSell.Benchmarks.Tables;

/// <summary>A model file brought to where it answers, and customers with changes: CPU time of a warm process, files in the page cache.</summary>
internal static class ServingTable
{
    private const int Offers = 10;
    private const int Runs = 7;
    private const int Changed = 500;

    /// <summary>A weight between every two of more products would be a file of gigabytes.</summary>
    private const int MostProducts = 5_000;

    public static string Make()
    {
        var table = new Markdown(
            "products", "rules", "file MB", "Load ms", "Map ms", "of it SHA-256 ms", "private MB loaded", "private MB mapped", "a customer us", "without changes us", "first after a change us", "again us");
        foreach (ScoringSize size in ScoringSize.All)
        {
            Console.Error.WriteLine($"  serving {size.Products} products");
            string path = Path.GetTempFileName();
            try
            {
                Row(table, size.Make(), path);
            }
            finally
            {
                File.Delete(path);
            }
        }

        return table.ToString();
    }

    private static void Row(Markdown table, ScoringCase made, string path)
    {
        made.Model.Save(path);
        byte[] bytes = File.ReadAllBytes(path);
        double load = CpuStopwatch.Median(Runs, () => CrossSellModel.Load(path)).Cpu.TotalMilliseconds;
        double map = CpuStopwatch.Median(Runs, () => CrossSellModel.Map(path)).Cpu.TotalMilliseconds;
        double hash = CpuStopwatch.Median(Runs, () => SHA256.HashData(bytes)).Cpu.TotalMilliseconds;
        double loaded = PrivateMegabytes(() => CrossSellModel.Load(path));
        double mapped = PrivateMegabytes(() => CrossSellModel.Map(path));

        CrossSellModel model = CrossSellModel.Map(path).Bind(made.Model.History!);
        var live = new LiveCustomers(new ModelSlot(model));
        var best = new ScoredProduct[Offers];
        int next = 0;
        double bare = CpuStopwatch.SecondsPerCall(() => model.Recommend(Next(), best));
        double unchanged = CpuStopwatch.SecondsPerCall(() => live.Recommend(Next(), [], IndexAnswer.Admitted, best));
        double first = CpuStopwatch.Median(3, () =>
        {
            for (int c = 0; c < Changed; c++)
            {
                CustomerId customer = made.Customers[c];
                live.Add(new Purchase { Customer = customer.Value, Product = model.Products[(next++) % model.Products.Count].Id.Value });
                live.Recommend(customer, [], IndexAnswer.Admitted, best);
            }
        }).Cpu.TotalSeconds / Changed;
        double again = CpuStopwatch.SecondsPerCall(() => live.Recommend(made.Customers[(next = (next + 1) % Changed)], [], IndexAnswer.Admitted, best));
        table.Row(
            Markdown.Whole(model.Products.Count),
            Markdown.Whole(model.RuleCount),
            Markdown.Number(bytes.Length / 1e6),
            Markdown.Number(load),
            Markdown.Number(map),
            Markdown.Number(hash),
            Markdown.Number(loaded),
            Markdown.Number(mapped),
            Markdown.Number(bare * 1e6),
            Markdown.Number(unchanged * 1e6),
            Markdown.Number(first * 1e6),
            Markdown.Number(again * 1e6));

        CustomerId Next() => made.Customers[next = (next + 1) % made.Customers.Length];
    }

    /// <summary>Files of models that learned more than rules.</summary>
    public static string Files()
    {
        var table = new Markdown("by", "products", "file MB", "Load ms", "Map ms", "of it SHA-256 ms", "private MB loaded", "private MB mapped");
        foreach (ScoringSize size in ScoringSize.All.Where(size => size.Products <= MostProducts))
        {
            Console.Error.WriteLine($"  files of {size.Products} products");
            PurchaseHistory history = GeneratedHistory.Of(GeneratedBaskets.Make(size.Customers, size.Products, size.Holdings, seed: 7));
            FileRow(table, "an order", new CrossSellPipelineBuilder().MineRules().RankBy(new GeneratedRanking()).Build().Fit(history));
            FileRow(table, "rules and propensity", size.Make(withPropensity: true).Model);
        }

        return table.ToString();
    }

    private static void FileRow(Markdown table, string by, CrossSellModel model)
    {
        string path = Path.GetTempFileName();
        try
        {
            model.Save(path);
            byte[] bytes = File.ReadAllBytes(path);
            table.Row(
                by,
                Markdown.Whole(model.Products.Count),
                Markdown.Number(bytes.Length / 1e6),
                Markdown.Number(CpuStopwatch.Median(Runs, () => CrossSellModel.Load(path)).Cpu.TotalMilliseconds),
                Markdown.Number(CpuStopwatch.Median(Runs, () => CrossSellModel.Map(path)).Cpu.TotalMilliseconds),
                Markdown.Number(CpuStopwatch.Median(Runs, () => SHA256.HashData(bytes)).Cpu.TotalMilliseconds),
                Markdown.Number(PrivateMegabytes(() => CrossSellModel.Load(path))),
                Markdown.Number(PrivateMegabytes(() => CrossSellModel.Map(path))));
        }
        finally
        {
            File.Delete(path);
        }
    }

    // What one more model takes of this process alone.
    private static double PrivateMegabytes(Func<CrossSellModel> load)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        CrossSellModel model = load();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(model);
        return (after - before) / 1e6;
    }
}
