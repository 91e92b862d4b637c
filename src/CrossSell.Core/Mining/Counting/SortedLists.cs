using System.Numerics;
using CrossSell.Mining.Search;
using CrossSell.Numerics;

namespace CrossSell.Mining.Counting;

/// <summary>Lists of small whole numbers in lexicographic order, a shorter list before those that it begins: a prefix tree without nodes.</summary>
internal sealed class SortedLists
{
    private SortedLists(int[] places, int[] starts, int[] items)
    {
        Places = places;
        Starts = starts;
        Items = items;
    }

    /// <summary>The number of lists.</summary>
    public int Count => Places.Length;

    /// <summary>Where each list stood before.</summary>
    public int[] Places { get; }

    /// <summary>Where each list begins; one more entry than lists.</summary>
    public int[] Starts { get; }

    /// <summary>The numbers of all lists.</summary>
    public int[] Items { get; }

    public int LengthOf(int list) => Starts[list + 1] - Starts[list];

    public int this[int list, int depth] => Items[Starts[list] + depth];

    /// <summary>Where the lists end that agree with a list up to and including some depth.</summary>
    public int EndOfGroup(int list, int end, int depth)
    {
        int item = this[list, depth];
        int after = list + 1;

        // Groups are mostly short, but the first ones may be all lists: steps double, then halve.
        int step = 1;
        while (after < end && this[after, depth] == item)
        {
            after += step;
            step *= 2;
        }

        int low = Math.Max(list + 1, after - (step / 2));
        int high = Math.Min(after, end);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (this[middle, depth] == item)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <param name="starts">Where each list begins; one more entry than lists.</param>
    /// <param name="items">The numbers, from 0 on.</param>
    /// <param name="largest">The largest of them.</param>
    /// <param name="run">Limits and cancellation.</param>
    public static SortedLists Sort(int[] starts, int[] items, int largest, MiningRun run)
    {
        int count = starts.Length - 1;
        int longest = 0;
        for (int list = 0; list < count; list++)
        {
            longest = Math.Max(longest, starts[list + 1] - starts[list]);
        }

        // From the last column to the first, as many at once as fit a word; 0 stands behind the end of a list, so the shorter list comes first.
        RadixSort sort = new();
        sort.Reset(count, run.AddMemory);
        int bits = BitOperations.Log2((uint)largest + 1) + 1;
        int atOnce = 64 / bits;
        for (int end = longest; end > 0; end -= atOnce)
        {
            run.ThrowIfStopped();
            int begin = Math.Max(0, end - atOnce);
            Pack(sort, starts, items, begin, end, bits);
            sort.Sort((end - begin) * bits, run.ThrowIfStopped);
        }

        run.AddMemory((starts.Length + (long)count + items.Length) * sizeof(int));
        int[] places = sort.Values.ToArray();
        int[] sortedStarts = new int[starts.Length];
        int[] sorted = GC.AllocateUninitializedArray<int>(items.Length);
        for (int list = 0; list < count; list++)
        {
            if ((list & 0xFFFF) == 0)
            {
                run.ThrowIfStopped();
            }

            int from = starts[places[list]];
            int length = starts[places[list] + 1] - from;
            items.AsSpan(from, length).CopyTo(sorted.AsSpan(sortedStarts[list]));
            sortedStarts[list + 1] = sortedStarts[list] + length;
        }

        return new SortedLists(places, sortedStarts, sorted);
    }

    private static void Pack(RadixSort sort, int[] starts, int[] items, int begin, int end, int bits)
    {
        Span<ulong> keys = sort.Keys;
        ReadOnlySpan<int> order = sort.Values;
        for (int place = 0; place < keys.Length; place++)
        {
            int start = starts[order[place]];
            int length = starts[order[place] + 1] - start;
            ulong key = 0;
            for (int column = begin; column < end; column++)
            {
                key = (key << bits) | (column < length ? (uint)items[start + column] + 1 : 0);
            }

            keys[place] = key;
        }
    }
}
