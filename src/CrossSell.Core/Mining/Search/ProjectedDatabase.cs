using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>
/// The rows that hold some itemset, reduced to the items that can extend it: what a search looks at below that itemset.
/// The database of the empty set holds all transactions.
/// </summary>
/// <remarks>
/// <para>
/// Rows hold local item numbers, strictly descending, then <see cref="RowEnd"/>: what stands behind an item are the items that can still extend
/// an itemset with it. A row may stand for several equal transactions; then rows have weights.
/// </para>
/// <para>
/// Occurrence lists give for each item the places behind it (occurrence deliver: Uno, Kiyomi and Arimura 2004, LCM ver. 2, section 3). A place is
/// one number of 4 bytes, as the row's end is in the row itself: looking an end or a start up through the row's number would be a second cache miss, and
/// that miss was measured to cost more than all other work.
/// </para>
/// </remarks>
internal sealed unsafe class ProjectedDatabase
{
    /// <summary>Ends each row.</summary>
    public const int RowEnd = -1;

    /// <summary>How many occurrences ahead the rows are fetched into the cache; about one memory latency of work.</summary>
    public const int Ahead = 8;

    private readonly PinnedBuffer<int> _starts = new();
    private readonly PinnedBuffer<int> _items = new();
    private readonly PinnedBuffer<int> _weights = new();
    private readonly PinnedBuffer<int> _names = new();
    private readonly PinnedBuffer<int> _supports = new();
    private readonly PinnedBuffer<int> _listStarts = new();
    private readonly PinnedBuffer<int> _occurrences = new();
    private readonly PinnedBuffer<int> _occurrenceWeights = new();
    private CompanionLists? _companions;

    /// <summary>The number of local items.</summary>
    public int ItemCount { get; set; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; set; }

    /// <summary>Whether every row stands for one transaction; then there are no weights.</summary>
    public bool IsUnweighted { get; set; } = true;

    /// <summary>Where each row begins; one more entry than rows, the last is the end of all.</summary>
    public int* Starts => _starts.Pointer;

    /// <summary>The local items of all rows, each with its end.</summary>
    public int* Items => _items.Pointer;

    /// <summary>How many transactions each row stands for, if rows are weighted.</summary>
    public int* Weights => _weights.Pointer;

    /// <summary>The index that each local item has in the transactions.</summary>
    public int* Names => _names.Pointer;

    /// <summary>The support of each local item together with the itemset of this database. True ones: rows may lack short transactions.</summary>
    public int* Supports => _supports.Pointer;

    /// <summary>Where each item's occurrences begin; one more entry than items.</summary>
    public int* ListStarts => _listStarts.Pointer;

    /// <summary>For each item the place behind it in each row that holds it; rows where nothing stands behind it may be left out.</summary>
    public int* Occurrences => _occurrences.Pointer;

    /// <summary>The weight of each occurrence's row, if rows are weighted.</summary>
    public int* OccurrenceWeights => _occurrenceWeights.Pointer;

    /// <summary>Each item's frequent companions, once pairs are counted before rows are listed.</summary>
    public CompanionLists Companions => _companions ??= new CompanionLists();

    /// <summary>The number of items in all rows.</summary>
    public int ItemTotal => Starts[RowCount] - RowCount;

    /// <summary>What all of it takes.</summary>
    public long Bytes => sizeof(int) * (
        (long)_starts.Capacity + _items.Capacity + _weights.Capacity + _names.Capacity + _supports.Capacity + _listStarts.Capacity + _occurrences.Capacity
        + _occurrenceWeights.Capacity);

    /// <summary>Makes room for local items.</summary>
    public long ReserveItems(int count) => _names.Reserve(count) + _supports.Reserve(count);

    /// <summary>Makes room for rows with so many items in all.</summary>
    public long ReserveRows(int rowCount, long itemCount) => _starts.Reserve(rowCount + 1L) + _items.Reserve(itemCount + rowCount + 1);

    /// <summary>Makes room for the weights of rows.</summary>
    public long ReserveWeights(int rowCount) => _weights.Reserve(rowCount);

    /// <summary>Makes room for occurrence lists.</summary>
    public long ReserveOccurrences(long count) => _listStarts.Reserve(ItemCount + 2L) + _occurrences.Reserve(count);

    /// <summary>Lists for each item the rows that hold it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long BuildOccurrences()
    {
        long grown = ReserveOccurrences(ItemTotal);
        if (!IsUnweighted)
        {
            grown += _occurrenceWeights.Reserve(ItemTotal);
        }

        // One entry to the right of its item, so that after filling each entry has moved to the start of its own list.
        int* cursors = _listStarts.Pointer + 1;
        new Span<int>(_listStarts.Pointer, ItemCount + 2).Clear();
        int* item = Items;
        int end = Starts[RowCount];
        for (int position = 0; position < end; position++)
        {
            // An item before the row's end has nothing behind it: no occurrence that could matter.
            if (item[position] >= 0 && item[position + 1] >= 0)
            {
                cursors[item[position]]++;
            }
        }

        int sum = 0;
        for (int local = 0; local < ItemCount; local++)
        {
            int length = cursors[local];
            cursors[local] = sum;
            sum += length;
        }

        ListRows(0, RowCount, cursors);
        return grown;
    }

    /// <summary>Lists some of the rows.</summary>
    /// <param name="firstRow">The first of them.</param>
    /// <param name="lastRow">The first that is not.</param>
    /// <param name="cursors">Where the next occurrence of each item goes; moved on.</param>
    // Hot: one pass over all items of all rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void ListRows(int firstRow, int lastRow, int* cursors)
    {
        int* item = Items;
        int* lists = Occurrences;
        int* listWeights = OccurrenceWeights;
        int* starts = Starts;
        bool isUnweighted = IsUnweighted;
        for (int row = firstRow; row < lastRow; row++)
        {
            int position = starts[row];
            int last = starts[row + 1] - 2;
            int weight = isUnweighted ? 1 : Weights[row];
            while (position < last)
            {
                int slot = cursors[item[position++]]++;
                lists[slot] = position;
                if (!isUnweighted)
                {
                    listWeights[slot] = weight;
                }
            }
        }
    }
}
