using System.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Joins what the threads found and brings it into the order of <see cref="Itemsets"/>.</summary>
/// <remarks>
/// Radix sort from the last key to the first: items from the last to the first, then the count. Linear in the items, and the result does not depend on which
/// thread found what.
/// </remarks>
internal static class ItemsetSorter
{
    public static Itemsets Sort(StoringReceiver[] receivers, Transactions transactions, MiningRun run)
    {
        int longest = receivers.Select(receiver => receiver.CountsByLength.Count).DefaultIfEmpty().Max();
        int[][] items = new int[longest][];
        int[][] counts = new int[longest][];
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = run.Threads };
        Parallel.For(1, longest + 1, parallel, length =>
        {
            (int[] unsorted, int[] unsortedCounts) = Join(receivers, length, run);
            int[] order = Order(unsorted, unsortedCounts, length, transactions.ItemCount, run);
            int[] sorted = new int[unsorted.Length];
            int[] sortedCounts = new int[order.Length];
            for (int place = 0; place < order.Length; place++)
            {
                unsorted.AsSpan(order[place] * length, length).CopyTo(sorted.AsSpan(place * length));
                sortedCounts[place] = unsortedCounts[order[place]];
            }

            items[length - 1] = sorted;
            counts[length - 1] = sortedCounts;
        });
        return new Itemsets(items, counts, transactions.ItemIds, transactions.Count);
    }

    private static (int[] Items, int[] Counts) Join(StoringReceiver[] receivers, int length, MiningRun run)
    {
        long total = receivers.Sum(receiver => length <= receiver.CountsByLength.Count ? receiver.CountsByLength[length - 1] : 0);
        if (total * length > Array.MaxLength)
        {
            throw new MiningLimitException("array length", Array.MaxLength, $"{total} itemsets of length {length} do not fit one array", run.CountsSoFar());
        }

        int[] items = new int[total * length];
        int[] counts = new int[total];
        int at = 0;
        foreach (StoringReceiver receiver in receivers)
        {
            foreach ((int[] block, int used) in receiver.BlocksOf(length))
            {
                for (int from = 0; from < used; from += length + 1, at++)
                {
                    counts[at] = block[from];
                    block.AsSpan(from + 1, length).CopyTo(items.AsSpan(at * length));
                }
            }

            receiver.Release(length);
        }

        return (items, counts);
    }

    private static int[] Order(int[] items, int[] counts, int length, int itemCount, MiningRun run)
    {
        int[] order = new int[counts.Length];
        int[] other = new int[counts.Length];
        for (int place = 0; place < order.Length; place++)
        {
            order[place] = place;
        }

        // Wide digits only where there is much to sort: clearing the buckets costs too.
        int digitBits = Math.Clamp(BitOperations.Log2((uint)counts.Length + 1), 4, 16);
        int[] buckets = new int[(1 << digitBits) + 1];
        for (int column = length - 1; column >= 0; column--)
        {
            run.ThrowIfStopped();
            SortBy(items, length, column, itemCount, invert: 0);
        }

        int highest = counts.Length == 0 ? 0 : counts.Max();
        SortBy(counts, 1, 0, highest, invert: highest);
        return order;

        void SortBy(int[] keys, int stride, int offset, int highestKey, int invert)
        {
            for (int shift = 0; shift == 0 || highestKey >> shift > 0; shift += digitBits)
            {
                Distribute(keys, stride, offset, shift, digitBits, invert, order, other, buckets);
                (order, other) = (other, order);
            }
        }
    }

    /// <summary>One stable pass: by <paramref name="digitBits"/> bits of the key, or of the difference to <paramref name="invert"/> when that is given.</summary>
    private static void Distribute(int[] keys, int stride, int offset, int shift, int digitBits, int invert, int[] from, int[] to, int[] buckets)
    {
        int mask = (1 << digitBits) - 1;
        Array.Clear(buckets);
        for (int place = 0; place < from.Length; place++)
        {
            buckets[Digit(place) + 1]++;
        }

        for (int digit = 1; digit < buckets.Length; digit++)
        {
            buckets[digit] += buckets[digit - 1];
        }

        foreach (int itemset in from)
        {
            to[buckets[Digit(itemset)]++] = itemset;
        }

        int Digit(int itemset)
        {
            int key = keys[(itemset * stride) + offset];
            return (invert == 0 ? key : invert - key) >> shift & mask;
        }
    }
}
