namespace CrossSell.Mining.Search;

/// <summary>The frequent items, renumbered by falling support: rank 0 is bought most.</summary>
/// <remarks>
/// Every search works on ranks: rare items come last, and each itemset is grown from its rarest item towards its most frequent, so that
/// the many rare items have short lists and the projected databases stay small (Agrawal and Srikant 1994 prune the rest: an infrequent item
/// is in no frequent itemset). Ties break by item index, so ranks depend on the transactions alone.
/// </remarks>
internal sealed class FrequencyOrder
{
    // Items counted between two looks whether the run goes on: about a millisecond.
    private const int AtOnce = 1 << 20;

    private FrequencyOrder(int[] rankOf, int[] items, int[] supports)
    {
        RankOf = rankOf;
        Items = items;
        Supports = supports;
    }

    /// <summary>The rank of each item, -1 for those that are not frequent.</summary>
    public int[] RankOf { get; }

    /// <summary>The item of each rank.</summary>
    public int[] Items { get; }

    /// <summary>The support of each rank, never rising unless a focus moved some items back.</summary>
    public int[] Supports { get; }

    /// <param name="transactions">What is mined.</param>
    /// <param name="minCount">The smallest support of a frequent item.</param>
    /// <param name="run">Threads and limits.</param>
    /// <param name="focus">Leaves items out, and gives some the last ranks; null for all items in order.</param>
    public static FrequencyOrder Of(Transactions transactions, int minCount, MiningRun run, SearchFocus? focus = null)
    {
        if (transactions.IsWeighted)
        {
            int[] weighed = new int[transactions.ItemCount];
            AddWeights(transactions, weighed, run);
            return Of(weighed, minCount, focus);
        }

        int parts = RootDatabase.PartsOf(transactions, run);
        int[][] partial = new int[parts][];
        run.AddMemory((parts + 1L) * transactions.ItemCount * sizeof(int));
        Workers.Each(run, parts, part =>
        {
            int length = transactions.Items.Length;
            partial[part] = Count(transactions.Items[(int)((long)length * part / parts)..(int)((long)length * (part + 1) / parts)], transactions.ItemCount, run);
        });
        int[] counts = partial[0];
        foreach (int[] other in partial.Skip(1))
        {
            for (int item = 0; item < counts.Length; item++)
            {
                counts[item] += other[item];
            }
        }

        return Of(counts, minCount, focus);
    }

    private static int[] Count(ReadOnlySpan<int> items, int itemCount, MiningRun run)
    {
        int[] counts = new int[itemCount];
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

    private static FrequencyOrder Of(int[] counts, int minCount, SearchFocus? focus)
    {
        // Pivots last, then the count, falling, then the item, in one number: sorts faster than by a comparison.
        List<ulong> keys = [];
        for (int item = 0; item < counts.Length; item++)
        {
            if (counts[item] >= minCount && (focus is null || focus.IsUsable(item)))
            {
                ulong pivot = focus is not null && focus.IsPivot(item) ? 1UL << 63 : 0;
                keys.Add(pivot | ((ulong)(int.MaxValue - counts[item]) << 32) | (uint)item);
            }
        }

        keys.Sort();
        int[] items = new int[keys.Count];
        int[] supports = new int[keys.Count];
        int[] rankOf = new int[counts.Length];
        Array.Fill(rankOf, -1);
        for (int rank = 0; rank < items.Length; rank++)
        {
            items[rank] = (int)(uint)keys[rank];
            supports[rank] = counts[items[rank]];
            rankOf[items[rank]] = rank;
        }

        return new FrequencyOrder(rankOf, items, supports);
    }

    private static void AddWeights(Transactions transactions, int[] counts, MiningRun run)
    {
        ReadOnlySpan<int> weights = transactions.Weights;
        for (int transaction = 0; transaction < weights.Length; transaction++)
        {
            if ((transaction & 0xFFFF) == 0)
            {
                run.ThrowIfStopped();
            }

            foreach (int item in transactions[transaction])
            {
                counts[item] += weights[transaction];
            }
        }
    }
}
