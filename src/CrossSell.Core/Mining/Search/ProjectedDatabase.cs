using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>
/// The rows that hold some itemset, reduced to the items that can extend it: what a search looks at below that itemset.
/// The database of the empty set holds all transactions.
/// </summary>
/// <remarks>
/// Rows hold local item numbers, strictly ascending, and a weight: equal rows may be stored once. Occurrence lists give for each item the rows
/// that hold it (occurrence deliver: Uno, Kiyomi and Arimura 2004, LCM ver. 2, section 3). An occurrence is the range from the start of
/// the row to the item, in one word: looking the start up through the row number would be a second cache miss, and that miss was measured
/// to cost more than all other work.
/// </remarks>
internal sealed unsafe class ProjectedDatabase
{
    private readonly PinnedBuffer<int> _starts = new();
    private readonly PinnedBuffer<int> _items = new();
    private readonly PinnedBuffer<int> _weights = new();
    private readonly PinnedBuffer<int> _names = new();
    private readonly PinnedBuffer<int> _supports = new();
    private readonly PinnedBuffer<int> _listStarts = new();
    private readonly PinnedBuffer<long> _occurrences = new();
    private readonly PinnedBuffer<int> _occurrenceWeights = new();

    /// <summary>The number of local items.</summary>
    public int ItemCount { get; set; }

    /// <summary>The number of rows, each of at least two items.</summary>
    public int RowCount { get; set; }

    /// <summary>Whether every row stands for one transaction.</summary>
    public bool IsUnweighted { get; private set; }

    /// <summary>Where each row begins; one more entry than rows.</summary>
    public int* Starts => _starts.Pointer;

    /// <summary>The local items of all rows.</summary>
    public int* Items => _items.Pointer;

    /// <summary>How many transactions each row stands for.</summary>
    public int* Weights => _weights.Pointer;

    /// <summary>The index that each local item has in the transactions.</summary>
    public int* Names => _names.Pointer;

    /// <summary>The support of each local item together with the itemset of this database. True ones: rows may lack short transactions.</summary>
    public int* Supports => _supports.Pointer;

    /// <summary>Where each item's occurrences begin; one more entry than items.</summary>
    public int* ListStarts => _listStarts.Pointer;

    /// <summary>The occurrences of all items: row start in the upper half, position of the item in the lower.</summary>
    public long* Occurrences => _occurrences.Pointer;

    /// <summary>The weight of each occurrence's row; filled only when rows are weighted.</summary>
    public int* OccurrenceWeights => _occurrenceWeights.Pointer;

    /// <summary>Makes room for local items.</summary>
    public long ReserveItems(int count) => _names.Reserve(count) + _supports.Reserve(count);

    /// <summary>Makes room for rows with so many items in all.</summary>
    public long ReserveRows(int rowCount, long itemCount) =>
        _starts.Reserve(rowCount + 1) + _weights.Reserve(rowCount) + _items.Reserve(itemCount);

    /// <summary>Lists for each item the rows that hold it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long BuildOccurrences()
    {
        int itemTotal = Starts[RowCount];
        long grown = _listStarts.Reserve(ItemCount + 2) + _occurrences.Reserve(itemTotal);
        IsUnweighted = !new ReadOnlySpan<int>(Weights, RowCount).ContainsAnyExcept(1);
        if (!IsUnweighted)
        {
            grown += _occurrenceWeights.Reserve(itemTotal);
        }

        // One entry to the right of its item, so that after filling each entry has moved to the start of its own list.
        int* cursors = _listStarts.Pointer + 1;
        new Span<int>(_listStarts.Pointer, ItemCount + 2).Clear();
        int* item = Items;
        for (int position = 0; position < itemTotal; position++)
        {
            cursors[item[position]]++;
        }

        int sum = 0;
        for (int local = 0; local < ItemCount; local++)
        {
            int length = cursors[local];
            cursors[local] = sum;
            sum += length;
        }

        Fill(cursors);
        return grown;
    }

    // Hot: one pass over all items of all rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(int* cursors)
    {
        int* item = Items;
        int* rowStarts = Starts;
        long* lists = Occurrences;
        for (int row = 0; row < RowCount; row++)
        {
            long start = (long)rowStarts[row] << 32;
            int end = rowStarts[row + 1];
            if (IsUnweighted)
            {
                for (int position = rowStarts[row]; position < end; position++)
                {
                    lists[cursors[item[position]]++] = start | (uint)position;
                }
            }
            else
            {
                int weight = Weights[row];
                for (int position = rowStarts[row]; position < end; position++)
                {
                    int slot = cursors[item[position]]++;
                    lists[slot] = start | (uint)position;
                    OccurrenceWeights[slot] = weight;
                }
            }
        }
    }
}
