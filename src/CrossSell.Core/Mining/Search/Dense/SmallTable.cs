using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Supports of all subsets of a few items at once: each row adds to one of 2^k counters, then each counter becomes the sum of its supersets.</summary>
internal sealed unsafe class SmallTable
{
    /// <summary>Up to here 2^k counters (8 KB) are cheaper than further projections.</summary>
    public const int MostItems = 11;

    private readonly PinnedBuffer<int> _table = new();

    public SmallTable() => _table.Reserve(1 << MostItems);

    public int* Table => _table.Pointer;

    /// <summary>Fills the table for the rows that hold one item.</summary>
    /// <param name="database">The rows.</param>
    /// <param name="item">The item that they hold; only smaller items of a row are looked at.</param>
    /// <param name="bits">The bit of each local item as a number with that bit set, 0 for those outside the table.</param>
    /// <param name="itemCount">How many bits there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(ProjectedDatabase database, int item, int* bits, int itemCount)
    {
        int* counters = Table;
        new Span<int>(counters, 1 << itemCount).Clear();
        int* occurrences = database.Occurrences;
        int* items = database.Items;
        int last = database.ListStarts[item + 1];
        bool isUnweighted = database.IsUnweighted;
        for (int occurrence = database.ListStarts[item]; occurrence < last; occurrence++)
        {
            if (occurrence + ProjectedDatabase.Ahead < last)
            {
                CacheHint.Prefetch(items + occurrences[occurrence + ProjectedDatabase.Ahead]);
            }

            int subset = 0;
            int local;
            for (int* at = items + occurrences[occurrence]; (local = *at) >= 0; at++)
            {
                subset |= bits[local];
            }

            counters[subset] += isUnweighted ? 1 : database.OccurrenceWeights[occurrence];
        }

        SubsetTable.SumSupersets(counters, itemCount);
    }
}
