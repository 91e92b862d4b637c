using System.Globalization;
using System.IO.Compression;
using CrossSell.ML;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Ten offers by the hybrid for each customer of a public data set: CPU time of a warm process on one thread.</summary>
/// <param name="folder">Holds <c>purchases/NAME/split_test_train.csv.gz</c>: customer, product, baskets, first and last purchase.</param>
internal sealed class HybridTable(string folder)
{
    private const int Offers = 10;
    private const int ExplainedCustomers = 200;

    public string Make()
    {
        var table = new Markdown("data", "customers", "products", "parts", "one customer us", "customers a CPU second", "explained us", "bytes a call");
        foreach (string name in new[] { "online-retail", "completejourney" })
        {
            string path = Path.Combine(folder, "purchases", name, "split_test_train.csv.gz");
            if (File.Exists(path))
            {
                Console.Error.WriteLine($"  hybrid on {name}");
                Row(table, name, Read(path));
            }
        }

        return table.ToString();
    }

    private static void Row(Markdown table, string name, PurchaseHistory history)
    {
        CrossSellModel model = new CrossSellPipelineBuilder().RankBy(new HybridTrainer()).Build().Fit(history);
        CustomerId[] customers = [.. history.Customers.Select(id => new CustomerId(id))];
        var best = new ScoredProduct[Offers];
        int next = 0;
        double one = CpuStopwatch.SecondsPerCall(() => model.Recommend(Next(), best));
        double explained = CpuStopwatch.Median(3, () => Array.ForEach(customers[..Math.Min(ExplainedCustomers, customers.Length)], customer => model.Recommend(customer, Offers))).Cpu.TotalSeconds / Math.Min(ExplainedCustomers, customers.Length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        _ = model.Recommend(Next(), best);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        table.Row(
            name,
            Markdown.Whole(customers.Length),
            Markdown.Whole(history.Products.Count),
            string.Join(", ", model.Ranking!.Features.Parts.Select(part => part.Scorer.Name)),
            Markdown.Number(one * 1e6),
            Markdown.Whole((long)(1 / one)),
            Markdown.Number(explained * 1e6),
            Markdown.Whole(bytes));

        CustomerId Next() => customers[next = (next + 1) % customers.Length];
    }

    private static PurchaseHistory Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var builder = new PurchaseHistoryBuilder();
        _ = reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            string[] cells = line.Split(',');
            DateTime first = DateTime.Parse(cells[3], CultureInfo.InvariantCulture);
            DateTime last = DateTime.Parse(cells[4], CultureInfo.InvariantCulture);
            foreach (DateTime time in first == last ? [first] : new[] { first, last })
            {
                builder.Add(new Purchase { Customer = cells[0], Product = cells[1], Time = time });
            }
        }

        return builder.Build();
    }
}
