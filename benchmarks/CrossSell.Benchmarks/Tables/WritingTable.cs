using System.Globalization;
using CrossSell.Mining;
using CrossSell.Tool;

namespace CrossSell.Benchmarks.Tables;

/// <summary>
/// Finding all itemsets and writing each with its count to a file, reading excluded, beside LCM 3 run in the same minute. Ours: CPU time of one thread in a warm
/// process, by what <c>crosssell mine --itemsets</c> writes with. Theirs: the CPU time of the process less that of one that reads the same file and finds next to nothing.
/// </summary>
/// <param name="data">The baskets.</param>
/// <param name="peers">The folder with the program.</param>
/// <param name="runs">How often each is run; the best counts, for both sides.</param>
internal sealed class WritingTable(DataFolder data, string peers, int runs)
{
    private static readonly PeerProgram _lcm3 = new("lcm3", "{0}", "{1}", "{2}");

    private static readonly (string Data, int MinCount)[] _cases =
    [
        ("retail", 44), ("retail", 9), ("T10I4D100K", 20), ("kosarak36k", 36), ("online_retail", 60), ("T40I10D100K_regen", 1000),
        ("mushroom", 400), ("chess", 1200), ("accidents15k", 4500),
    ];

    /// <summary>Whether there is anything to compare with.</summary>
    public static bool IsPossible(string? peers) => peers is not null && _lcm3.IsIn(peers);

    public string Make()
    {
        var table = new Markdown(
            ["baskets", "min count", "itemsets", "lines of FIMI, ms", "MB/s", "CSV, ms", "MB/s", "LCM 3 ms", "MB/s", "LCM 3 / crosssell, lines of FIMI"]);
        List<double> factors = [];
        foreach ((string name, int minCount) in _cases)
        {
            if (data.Find(name) is not { } file)
            {
                continue;
            }

            Console.Error.WriteLine($"  {name} @ {minCount}");
            Transactions transactions = Transactions.From(FimiBaskets.Load(file), TransactionUnit.Basket);
            string output = Path.Combine(data.Scratch, "itemsets.txt");
            (double csv, long itemsets) = Ours(transactions, minCount, RecordFormat.Csv, output);
            string csvRate = Rate(csv, output);
            (double fimi, _) = Ours(transactions, minCount, RecordFormat.Fimi, output);
            string fimiRate = Rate(fimi, output);
            double theirs = _lcm3.BestMilliseconds(peers, runs, file, minCount, output);
            long bytes = new FileInfo(output).Length;
            theirs -= _lcm3.BestMilliseconds(peers, runs, file, PeerProgram.HighestSupport(transactions), Path.Combine(data.Scratch, "nothing.txt"));
            factors.Add(theirs / fimi);
            table.Row(
            [
                name, Markdown.Whole(minCount), Markdown.Whole(itemsets), Markdown.Number(fimi), fimiRate, Markdown.Number(csv), csvRate,
                Markdown.Number(theirs), Rate(theirs, bytes), Factor(theirs / fimi),
            ]);
        }

        if (factors.Count > 0)
        {
            table.Row(["geometric mean", "", "", "", "", "", "", "", "", Factor(Math.Exp(factors.Average(Math.Log)))]);
        }

        return table.ToString();
    }

    private (double Milliseconds, long Itemsets) Ours(Transactions transactions, int minCount, RecordFormat format, string output)
    {
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(minCount), MaxThreads = 1 };
        long itemsets = 0;
        double best = double.PositiveInfinity;

        // Twice for the compiler, then some more for its second look at what is hot.
        for (int run = -5; run < runs; run++)
        {
            GC.Collect();
            double milliseconds = CpuStopwatch.Once(() => itemsets = Write(transactions, options, format, output)).Cpu.TotalMilliseconds;
            best = run < 0 ? best : Math.Min(best, milliseconds);
        }

        return (best, itemsets);
    }

    private static long Write(Transactions transactions, MiningOptions options, RecordFormat format, string output)
    {
        using var sink = new Utf8Sink(new FileStream(output, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0));
        var writer = new ItemsetWriter(format, sink, transactions);
        ItemsetMiner.Visit(transactions, options, writer);
        return writer.Count;
    }

    private static string Rate(double milliseconds, string output) => Rate(milliseconds, new FileInfo(output).Length);

    private static string Rate(double milliseconds, long bytes) => Markdown.Number(bytes / 1e3 / milliseconds);

    private static string Factor(double factor) => factor.ToString("0.00", CultureInfo.InvariantCulture) + "x";
}
