using CrossSell.Numerics;

namespace CrossSell.Mining.Living;

/// <summary>Itemsets with counts on their way into the order that <see cref="Itemsets"/> promises: flat lists, no object an itemset.</summary>
internal sealed class ItemsetRows
{
    private readonly List<int> _starts = [0];
    private readonly List<int> _items = [];
    private readonly List<int> _counts = [];

    public int Count => _counts.Count;

    /// <summary>Whether the counts are weights.</summary>
    public bool IsWeighted { get; init; }

    private ReadOnlySpan<int> this[int row] =>
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_items)[_starts[row].._starts[row + 1]];

    /// <summary>Adds an itemset; its items ascend.</summary>
    public void Add(ReadOnlySpan<int> items, int count)
    {
        _items.AddRange(items);
        _starts.Add(_items.Count);
        _counts.Add(count);
    }

    /// <summary>Adds an itemset in another numbering.</summary>
    public void Add(ReadOnlySpan<int> items, int[] numbers, int count)
    {
        int start = _items.Count;
        foreach (int item in items)
        {
            _items.Add(numbers[item]);
        }

        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_items)[start..].Sort();
        _starts.Add(_items.Count);
        _counts.Add(count);
    }

    /// <summary>The itemsets in their order.</summary>
    /// <param name="itemIds">The ids that the items number.</param>
    /// <param name="transactionCount">The number of transactions behind the counts.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="order">For each itemset of the result the place at which it was added.</param>
    public Itemsets Sort(IReadOnlyList<string> itemIds, int transactionCount, CancellationToken cancellation, out int[] order)
    {
        // Shorter ones first, then the more frequent, then the first item: one number; only ties need a look at all items.
        int shift = Math.Max(0, 16 - System.Numerics.BitOperations.LeadingZeroCount((uint)itemIds.Count));
        ulong[] keys = new ulong[Count];
        order = new int[Count];
        int longest = 0;
        for (int row = 0; row < keys.Length; row++)
        {
            ThrowIfCancelled(row, cancellation);
            ReadOnlySpan<int> items = this[row];
            keys[row] = ((ulong)(uint)items.Length << 48) | ((ulong)(uint)(int.MaxValue - _counts[row]) << 16) | ((ulong)items[0] >> shift);
            order[row] = row;
            longest = Math.Max(longest, items.Length);
        }

        CancellableSort.Sort(keys.AsSpan(), order, cancellation);
        SortTies(keys, order, cancellation);
        int[][] itemsOf = new int[longest][];
        int[][] countsOf = new int[longest][];
        int from = 0;
        for (int length = 1; length <= longest; length++)
        {
            int to = from;
            while (to < order.Length && this[order[to]].Length == length)
            {
                to++;
            }

            itemsOf[length - 1] = new int[checked((to - from) * length)];
            countsOf[length - 1] = new int[to - from];
            for (int place = from; place < to; place++)
            {
                ThrowIfCancelled(place, cancellation);
                this[order[place]].CopyTo(itemsOf[length - 1].AsSpan((place - from) * length));
                countsOf[length - 1][place - from] = _counts[order[place]];
            }

            from = to;
        }

        return new Itemsets(itemsOf, countsOf, itemIds, transactionCount) { IsWeighted = IsWeighted };
    }

    private static void ThrowIfCancelled(int row, CancellationToken cancellation)
    {
        if (row % 4096 == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private void SortTies(ulong[] keys, int[] order, CancellationToken cancellation)
    {
        Comparison<int> byItems = (x, y) => this[x].SequenceCompareTo(this[y]);
        for (int from = 0; from < keys.Length;)
        {
            cancellation.ThrowIfCancellationRequested();
            int to = from + 1;
            while (to < keys.Length && keys[to] == keys[from])
            {
                to++;
            }

            if (to - from > 1)
            {
                CancellableSort.Sort(order[from..to], byItems, cancellation).CopyTo(order, from);
            }

            from = to;
        }
    }
}
