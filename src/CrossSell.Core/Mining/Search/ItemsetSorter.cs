using System.Numerics;
using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Joins what the threads found and brings it into the order of <see cref="Itemsets"/>.</summary>
/// <remarks>
/// Radix sort from the last key to the first: items from the last to the first, as many at once as fit a word, then the count. Linear in the items, and
/// the result does not depend on which thread found what.
/// </remarks>
internal sealed class ItemsetSorter(MiningRun run)
{
    // Room for one length at a time, used again for the next: fresh memory costs more than the sorting.
    private readonly RadixSort _sort = new();
    private int[] _items = [];
    private int[] _counts = [];

    public Itemsets Sort(StoringReceiver[] receivers, Transactions transactions)
    {
        int longest = receivers.Select(receiver => receiver.CountsByLength.Count).DefaultIfEmpty().Max();
        int[][] items = new int[longest][];
        int[][] counts = new int[longest][];
        int itemBits = BitOperations.Log2((uint)Math.Max(1, transactions.ItemCount - 1)) + 1;
        for (int length = 1; length <= longest; length++)
        {
            int count = Join(receivers, length);
            SortLength(count, length, itemBits);
            (items[length - 1], counts[length - 1]) = Apply(_items, _counts, length, _sort.Values);
        }

        return new Itemsets(items, counts, transactions.ItemIds, transactions.TotalWeight);
    }

    private int Join(StoringReceiver[] receivers, int length)
    {
        long total = receivers.Sum(receiver => length <= receiver.CountsByLength.Count ? receiver.CountsByLength[length - 1] : 0);
        if (total * length > Array.MaxLength)
        {
            throw new MiningLimitException("array length", Array.MaxLength, $"{total} itemsets of length {length} do not fit one array", run.CountsSoFar());
        }

        _items = Room(_items, total * length);
        _counts = Room(_counts, total);
        int at = 0;
        foreach (StoringReceiver receiver in receivers)
        {
            foreach ((int[] block, int used) in receiver.BlocksOf(length))
            {
                for (int from = 0; from < used; from += length + 1, at++)
                {
                    _counts[at] = block[from];
                    block.AsSpan(from + 1, length).CopyTo(_items.AsSpan(at * length));
                }
            }

            receiver.Release(length);
        }

        return at;
    }

    private int[] Room(int[] present, long elements)
    {
        if (elements <= present.Length)
        {
            return present;
        }

        run.AddMemory((elements - present.Length) * sizeof(int));
        return GC.AllocateUninitializedArray<int>((int)elements);
    }

    private void SortLength(int count, int length, int itemBits)
    {
        _sort.Reset(count, run.AddMemory);
        int itemsAtOnce = 64 / itemBits;
        for (int end = length; end > 0; end -= itemsAtOnce)
        {
            run.ThrowIfStopped();
            int begin = Math.Max(0, end - itemsAtOnce);
            Pack(_items, length, begin, end, itemBits, _sort);
            _sort.Sort((end - begin) * itemBits);
        }

        int highest = 0;
        foreach (int support in _counts.AsSpan(0, count))
        {
            highest = Math.Max(highest, support);
        }

        SetCounts(_counts, highest, _sort);
        _sort.Sort(BitOperations.Log2((uint)highest + 1) + 1);
    }

    // Hot: makes the items of some columns one number, so that comparing numbers compares the items.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack(int[] items, int length, int begin, int end, int itemBits, RadixSort sort)
    {
        Span<ulong> keys = sort.Keys;
        ReadOnlySpan<int> order = sort.Values;
        for (int place = 0; place < keys.Length; place++)
        {
            ulong key = 0;
            foreach (int item in items.AsSpan((order[place] * length) + begin, end - begin))
            {
                key = (key << itemBits) | (uint)item;
            }

            keys[place] = key;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SetCounts(int[] counts, int highest, RadixSort sort)
    {
        Span<ulong> keys = sort.Keys;
        ReadOnlySpan<int> order = sort.Values;
        for (int place = 0; place < keys.Length; place++)
        {
            keys[place] = (ulong)(highest - counts[order[place]]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (int[] Items, int[] Counts) Apply(int[] items, int[] counts, int length, ReadOnlySpan<int> order)
    {
        int[] sorted = GC.AllocateUninitializedArray<int>(order.Length * length);
        int[] sortedCounts = GC.AllocateUninitializedArray<int>(order.Length);
        int to = 0;
        for (int place = 0; place < order.Length; place++)
        {
            sortedCounts[place] = counts[order[place]];
            foreach (int item in items.AsSpan(order[place] * length, length))
            {
                sorted[to++] = item;
            }
        }

        return (sorted, sortedCounts);
    }
}
