using CrossSell.Mining;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Mining inside a warm process, baskets loaded: what one thread takes and what a second one brings.</summary>
internal static class ThreadTable
{
    private static readonly (string Data, int MinCount)[] _cases =
        [("retail", 89), ("retail", 9), ("T10I4D100K", 100), ("T10I4D100K", 20), ("online_retail", 63), ("T40I10D100K_regen", 1000)];

    public static string Make(DataFolder data, int runs)
    {
        var table = new Markdown("baskets", "min count", "itemsets kept", "1 thread CPU ms", "2 threads CPU ms", "1 thread wall ms", "2 threads wall ms");
        foreach ((string name, int minCount) in _cases)
        {
            if (data.Find(name) is not { } file)
            {
                continue;
            }

            Console.Error.WriteLine($"  {name} @ {minCount}");
            Transactions transactions = Transactions.From(FimiBaskets.Load(file), TransactionUnit.Basket);
            int itemsets = 0;
            (TimeSpan Cpu, TimeSpan Wall) one = CpuStopwatch.Median(runs, () => itemsets = Mine(transactions, minCount, threads: 1));
            (TimeSpan Cpu, TimeSpan Wall) two = CpuStopwatch.Median(runs, () => itemsets = Mine(transactions, minCount, threads: 2));
            table.Row([
                name, Markdown.Whole(minCount), Markdown.Whole(itemsets), Milliseconds(one.Cpu), Milliseconds(two.Cpu), Milliseconds(one.Wall), Milliseconds(two.Wall)]);
        }

        return table.ToString();
    }

    private static int Mine(Transactions transactions, int minCount, int threads) =>
        ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(minCount), MaxThreads = threads }).Count;

    private static string Milliseconds(TimeSpan time) => Markdown.Number(time.TotalMilliseconds);
}
