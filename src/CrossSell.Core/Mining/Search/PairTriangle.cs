using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>The supports of all pairs of a small database's items, counted in one walk through its rows.</summary>
/// <remarks>
/// A projection to some dozens of items has short rows, and most of its pairs are not frequent: counting all of them at once needs no occurrence lists, visits each row
/// once instead of once for each of its items, and leaves only the few items that go on. Counters are a triangle, a line of whole vectors for each item.
/// </remarks>
internal sealed unsafe class PairTriangle
{
    /// <summary>The counters of so many items, half a megabyte, still fit into a second-level cache.</summary>
    public const int MostItems = 512;

    // All counters are zero between two uses.
    private readonly PinnedBuffer<int> _counters = new();
    private readonly PinnedBuffer<int> _lines = new();

    /// <summary>Whether counting all pairs is cheaper than intersecting bit rows, where these would do.</summary>
    /// <remarks>Nanoseconds measured on one machine: one for a pair in a row; some for an intersection and a half for each of its words. A wrong guess costs time, never the result.</remarks>
    public static bool Suits(ProjectedDatabase database)
    {
        if (database.ItemCount > MostItems)
        {
            return false;
        }

        if (!DenseBitmaps.Suits(database))
        {
            return true;
        }

        int rows = database.RowCount;
        double intersections = 0.5 * database.ItemCount * database.ItemCount;
        return PairsIn(database) < intersections * (4 + (rows / 64 * 0.5));
    }

    /// <summary>Counts the pairs of all rows.</summary>
    /// <returns>By how many bytes it grew.</returns>
    public long Count(ProjectedDatabase database)
    {
        long grown = Reserve(database.ItemCount);
        if (database.IsUnweighted)
        {
            CountUnweighted(database);
        }
        else
        {
            CountWeighted(database);
        }

        return grown;
    }

    /// <summary>The counters of an item with each item in front of it; to be harvested, which clears them.</summary>
    public int* Line(int item) => _counters.Pointer + _lines.Pointer[item];

    private static long PairsIn(ProjectedDatabase database)
    {
        int* starts = database.Starts;
        long pairs = 0;
        for (int row = 0; row < database.RowCount; row++)
        {
            long length = starts[row + 1] - starts[row] - 1;
            pairs += length * (length - 1);
        }

        return pairs / 2;
    }

    private long Reserve(int itemCount)
    {
        int before = _lines.Capacity;
        if (itemCount <= before)
        {
            return 0;
        }

        long grown = _lines.Reserve(itemCount);
        int place = 0;
        for (int item = 0; item < _lines.Capacity; item++)
        {
            _lines.Pointer[item] = place;
            place += (item + CounterScan.Padding - 1) / CounterScan.Padding * CounterScan.Padding;
        }

        long had = _counters.Capacity;
        _counters.Fill(place, 0);
        return grown + ((_counters.Capacity - had) * sizeof(int));
    }

    // Hot: rows hold falling items, so what stands behind an item is in its line.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountUnweighted(ProjectedDatabase database)
    {
        int* counters = _counters.Pointer;
        int* lines = _lines.Pointer;
        int* starts = database.Starts;
        int* items = database.Items;
        int rows = database.RowCount;
        for (int row = 0; row < rows; row++)
        {
            int* last = items + starts[row + 1] - 2;
            for (int* at = items + starts[row]; at < last; at++)
            {
                int* line = counters + lines[*at];
                for (int* other = at + 1; other <= last; other++)
                {
                    line[*other]++;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountWeighted(ProjectedDatabase database)
    {
        int* counters = _counters.Pointer;
        int* lines = _lines.Pointer;
        int* starts = database.Starts;
        int* items = database.Items;
        int* weights = database.Weights;
        int rows = database.RowCount;
        for (int row = 0; row < rows; row++)
        {
            int weight = weights[row];
            int* last = items + starts[row + 1] - 2;
            for (int* at = items + starts[row]; at < last; at++)
            {
                int* line = counters + lines[*at];
                for (int* other = at + 1; other <= last; other++)
                {
                    line[*other] += weight;
                }
            }
        }
    }
}
