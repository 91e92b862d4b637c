using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Generated;
using CrossSell.Mining;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Counting pairs of items inside a warm process, beside the two ways that everyone writes first.</summary>
internal static class PairTable
{
    private const int Baskets = 1_000_000;
    private const int Items = 20_000;
    private const int MinCount = 10;

    public static string Make(int runs)
    {
        Console.Error.WriteLine($"  pairs of {Baskets} generated baskets");
        int[][] baskets = GeneratedBaskets.Make(Baskets, Items, averageLength: 10, seed: 9);
        Transactions transactions = BasketTransactions.Of(baskets);
        var table = new Markdown("way", "threads", "pairs found", "CPU ms", "wall ms", "CPU time");
        int pairs = 0;
        (TimeSpan Cpu, TimeSpan Wall) one = CpuStopwatch.Median(runs, () => pairs = PairMiner.Count(transactions, Options(1)).Count);
        int expected = pairs;
        (TimeSpan Cpu, TimeSpan Wall) counted = CpuStopwatch.Median(runs, () => pairs = (int)ItemsetMiner.CountByLength(transactions, Options(1)).ByLength[1]);
        Check();
        (TimeSpan Cpu, TimeSpan Wall) two = CpuStopwatch.Median(runs, () => pairs = PairMiner.Count(transactions, Options(2)).Count);
        Check();
        (TimeSpan Cpu, TimeSpan Wall) triangle = CpuStopwatch.Once(() => pairs = TriangularPairs.Count(baskets, Items, MinCount));
        Check();
        (TimeSpan Cpu, TimeSpan Wall) dictionary = CpuStopwatch.Once(() => pairs = NaivePairs.Count(baskets, MinCount).Count);
        Check();
        Row("ItemsetMiner.CountByLength, MaxLength 2", "1", counted);
        Row("PairMiner.Count, all partners of all items", "1", one);
        Row("PairMiner.Count, all partners of all items", "2", two);
        Row("triangular array of int", "1", triangle);
        Row("Dictionary<(int, int), int>", "1", dictionary);
        return table.ToString();

        void Check()
        {
            if (pairs != expected)
            {
                throw new InvalidOperationException($"{pairs} pairs were found where there are {expected}; a wrong answer is not worth a time.");
            }
        }

        void Row(string way, string threads, (TimeSpan Cpu, TimeSpan Wall) time) => table.Row(
            way,
            threads,
            Markdown.Whole(expected),
            Markdown.Number(time.Cpu.TotalMilliseconds),
            Markdown.Number(time.Wall.TotalMilliseconds),
            Markdown.Times(time.Cpu.TotalSeconds, counted.Cpu.TotalSeconds));
    }

    private static MiningOptions Options(int threads) =>
        new() { MinSupport = SupportThreshold.FromCount(MinCount), MaxLength = 2, MaxThreads = threads };
}
