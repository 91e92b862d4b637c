using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Counts in how many transactions each pair of frequent items stands.</summary>
/// <remarks>
/// Two ways, because counters that leave the cache cost ten times what others do. Pairs of two hot items, which are most of all occurrences, are counted in a
/// triangle that stays in the cache (<see cref="HotTriangle"/>). Pairs with a cold item are counted item by item: one array of counters, and the rows that hold the item
/// (sparse matrix product by rows, Gustavson 1978; occurrence deliver, Uno, Kiyomi and Arimura 2004). Each occurrence of a pair is counted once, at the later number.
/// </remarks>
internal abstract class PairSearch
{
    protected PairSearch(PairNumbering numbering, int minCount, MiningRun run)
    {
        Numbering = numbering;
        MinCount = minCount;
        Run = run;
    }

    /// <summary>The frequent items and their numbers.</summary>
    public PairNumbering Numbering { get; }

    /// <summary>The fewest transactions of a pair that is found.</summary>
    public int MinCount { get; }

    protected MiningRun Run { get; }

    /// <summary>Makes all that is needed to count the pairs of any item. Threads then take items as they like.</summary>
    /// <param name="transactions">What is mined.</param>
    /// <param name="minCount">The fewest transactions of a pair and of an item.</param>
    /// <param name="run">Limits, threads and cancellation.</param>
    /// <param name="plan">Which items are hot.</param>
    public static PairSearch Prepare(Transactions transactions, int minCount, MiningRun run, PairPlan plan)
    {
        PairSlices slices = new(transactions, run.Threads);
        run.AddMemory((long)slices.Count * transactions.ItemCount * sizeof(int));
        int[][] supports = new int[slices.Count][];
        slices.Run(run, slice => supports[slice] = CountItems(transactions, slices[slice], run));
        int[] total = [.. supports[0]];
        foreach (int[] others in supports.Skip(1))
        {
            for (int item = 0; item < total.Length; item++)
            {
                total[item] += others[item];
            }
        }

        PairNumbering numbering = PairNumbering.Of(total, minCount, plan);
        return numbering.Count <= plan.MostNarrow
            ? new PairRows<ushort>(transactions, slices, supports, numbering, minCount, run)
            : new PairRows<int>(transactions, slices, supports, numbering, minCount, run);
    }

    /// <summary>A thread's own counters.</summary>
    public PairCounters NewCounters()
    {
        Run.AddMemory(PairCounters.BytesFor(Numbering.Count));
        return new PairCounters(Numbering.Count);
    }

    /// <summary>Finds the partners of an item that have smaller numbers.</summary>
    /// <param name="number">The item's number.</param>
    /// <param name="counters">The calling thread's; takes the partners, ascending, and their counts.</param>
    public abstract void Find(int number, PairCounters counters);

    private static int[] CountItems(Transactions transactions, (int From, int To) slice, MiningRun run)
    {
        const int AtOnce = 1 << 20;
        int[] counts = new int[transactions.ItemCount];
        ReadOnlySpan<int> items = transactions.Items[transactions.Starts[slice.From]..transactions.Starts[slice.To]];
        for (int from = 0; from < items.Length; from += AtOnce)
        {
            run.ThrowIfStopped();
            foreach (int item in items.Slice(from, Math.Min(AtOnce, items.Length - from)))
            {
                counts[item]++;
            }
        }

        return counts;
    }
}
