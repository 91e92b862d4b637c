namespace CrossSell.Mining.Living;

/// <summary>Brings some itemsets of a table into the order that <see cref="Itemsets"/> promises.</summary>
internal static class ItemsetAssembly
{
    /// <param name="table">Where the itemsets are.</param>
    /// <param name="chosen">Which of them; sorted in place, so that entry k of the result is the itemset <c>chosen[k]</c>.</param>
    /// <param name="counts">The count of each itemset of the table.</param>
    /// <param name="itemIds">The ids that the items of the table number.</param>
    /// <param name="transactionCount">The number of transactions behind the counts.</param>
    public static Itemsets Build(ItemsetTable table, int[] chosen, ReadOnlySpan<int> counts, IReadOnlyList<string> itemIds, int transactionCount)
    {
        // Shorter ones first, then the more frequent, then the first item: one number; only ties need a look at all items.
        ulong[] keys = new ulong[chosen.Length];
        int longest = 0;
        for (int place = 0; place < chosen.Length; place++)
        {
            ReadOnlySpan<int> items = table[chosen[place]];
            keys[place] = ((ulong)(uint)items.Length << 48) | ((ulong)(uint)(int.MaxValue - counts[chosen[place]]) << 16) | Head(items[0], itemIds.Count);
            longest = Math.Max(longest, items.Length);
        }

        Array.Sort(keys, chosen);
        SortTies(table, chosen, keys);
        int[][] itemsOf = new int[longest][];
        int[][] countsOf = new int[longest][];
        int from = 0;
        for (int length = 1; length <= longest; length++)
        {
            int to = from;
            while (to < chosen.Length && table[chosen[to]].Length == length)
            {
                to++;
            }

            itemsOf[length - 1] = new int[checked((to - from) * length)];
            countsOf[length - 1] = new int[to - from];
            for (int place = from; place < to; place++)
            {
                table[chosen[place]].CopyTo(itemsOf[length - 1].AsSpan((place - from) * length));
                countsOf[length - 1][place - from] = counts[chosen[place]];
            }

            from = to;
        }

        return new Itemsets(itemsOf, countsOf, itemIds, transactionCount);
    }

    // The upper 16 bits of the item's number: order is kept, only ties grow.
    private static ulong Head(int item, int itemCount) => (ulong)item >> Math.Max(0, 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)itemCount) - 16);

    private static void SortTies(ItemsetTable table, int[] chosen, ulong[] keys)
    {
        Comparer<int> byItems = Comparer<int>.Create((x, y) => table[x].SequenceCompareTo(table[y]));
        for (int from = 0; from < keys.Length;)
        {
            int to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }

            if (to - from > 1)
            {
                Array.Sort(chosen, from, to - from, byItems);
            }

            from = to;
        }
    }
}
