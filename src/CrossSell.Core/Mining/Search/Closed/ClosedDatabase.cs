using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>
/// A projected database for closed itemsets. Each row has, beside the items that can extend the current itemset, a tail: items that rank behind them, that are
/// not looked for any more, but that would show that an itemset is not closed or not maximal.
/// </summary>
/// <remarks>
/// When equal rows are merged, each item of the tail keeps the weight of the rows that hold it. An item with the full weight of its row is in all of the merged rows: the
/// "interior intersection" of LCM ver. 2 (Uno, Kiyomi and Arimura 2004, section 3). The partial weights are what maximal itemsets need; closed ones drop them.
/// </remarks>
internal sealed unsafe class ClosedDatabase
{
    private readonly PinnedBuffer<int> _ranks = new();
    private readonly PinnedBuffer<int> _supports = new();
    private readonly PinnedBuffer<int> _starts = new();
    private readonly PinnedBuffer<int> _items = new();
    private readonly PinnedBuffer<int> _weights = new();
    private readonly PinnedBuffer<int> _tailStarts = new();
    private readonly PinnedBuffer<int> _tailItems = new();
    private readonly PinnedBuffer<int> _tailWeights = new();
    private readonly PinnedBuffer<int> _listStarts = new();
    private readonly PinnedBuffer<int> _listRows = new();
    private readonly PinnedBuffer<int> _listPositions = new();

    /// <summary>The number of local items.</summary>
    public int ItemCount { get; set; }

    /// <summary>The number of rows, each of at least one item.</summary>
    public int RowCount { get; set; }

    /// <summary>The rank that each local item has in the whole, ascending.</summary>
    public int* Ranks => _ranks.Pointer;

    /// <summary>The support of each local item together with the current itemset.</summary>
    public int* Supports => _supports.Pointer;

    /// <summary>Where each row's items begin; one more entry than rows.</summary>
    public int* Starts => _starts.Pointer;

    /// <summary>The local items of all rows, ascending in each.</summary>
    public int* Items => _items.Pointer;

    /// <summary>How many transactions each row stands for.</summary>
    public int* Weights => _weights.Pointer;

    /// <summary>Where each row's tail begins; one more entry than rows.</summary>
    public int* TailStarts => _tailStarts.Pointer;

    /// <summary>The ranks of all tails, ascending in each.</summary>
    public int* TailItems => _tailItems.Pointer;

    /// <summary>How many of its row's transactions hold each tail item.</summary>
    public int* TailWeights => _tailWeights.Pointer;

    /// <summary>Where each item's occurrences begin; one more entry than items.</summary>
    public int* ListStarts => _listStarts.Pointer;

    /// <summary>The row of each occurrence.</summary>
    public int* ListRows => _listRows.Pointer;

    /// <summary>Where the item stands in that row.</summary>
    public int* ListPositions => _listPositions.Pointer;

    public long ReserveItems(int count) => _ranks.Reserve(count) + _supports.Reserve(count);

    public long ReserveRows(long rowCount, long itemCount, long tailCount) =>
        _starts.Reserve(rowCount + 1) + _weights.Reserve(rowCount) + _items.Reserve(itemCount)
        + _tailStarts.Reserve(rowCount + 1) + _tailItems.Reserve(tailCount) + _tailWeights.Reserve(tailCount);

    /// <summary>Lists for each item the rows that hold it.</summary>
    public long BuildOccurrences()
    {
        int total = Starts[RowCount];
        long grown = _listStarts.Reserve(ItemCount + 2) + _listRows.Reserve(total) + _listPositions.Reserve(total);
        int* cursors = ListStarts + 1;
        new Span<int>(ListStarts, ItemCount + 2).Clear();
        for (int position = 0; position < total; position++)
        {
            cursors[Items[position]]++;
        }

        int sum = 0;
        for (int item = 0; item < ItemCount; item++)
        {
            int length = cursors[item];
            cursors[item] = sum;
            sum += length;
        }

        for (int row = 0; row < RowCount; row++)
        {
            for (int position = Starts[row]; position < Starts[row + 1]; position++)
            {
                int slot = cursors[Items[position]]++;
                ListRows[slot] = row;
                ListPositions[slot] = position;
            }
        }

        return grown;
    }

    /// <summary>Whether a row holds all of the first items: as rows ascend, they then stand at its beginning.</summary>
    public bool BeginsWith(int row, int prefix) =>
        Starts[row + 1] - Starts[row] >= prefix && Items[Starts[row] + prefix - 1] == prefix - 1;

    /// <summary>The largest number of first items that enough transactions hold together, and how many do. One is enough whenever the first item is frequent.</summary>
    /// <param name="minCount">How many are enough.</param>
    /// <param name="weightOf">Room for a number for each item.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (int Prefix, int Support) FrequentPrefix(int minCount, int* weightOf)
    {
        new Span<int>(weightOf, ItemCount).Clear();
        for (int row = 0; row < RowCount; row++)
        {
            int* items = Items + Starts[row];
            int length = Starts[row + 1] - Starts[row];
            int prefix = 0;
            while (prefix < length && items[prefix] == prefix)
            {
                prefix++;
            }

            if (prefix > 0)
            {
                weightOf[prefix - 1] += Weights[row];
            }
        }

        int support = 0;
        for (int last = ItemCount - 1; last > 0; last--)
        {
            support += weightOf[last];
            if (support >= minCount)
            {
                return (last + 1, support);
            }
        }

        return (1, support + weightOf[0]);
    }

    /// <summary>The database of all transactions: no tails yet.</summary>
    /// <param name="rows">The transactions.</param>
    /// <param name="run">Told about memory.</param>
    public static ClosedDatabase Root(ProjectedDatabase rows, MiningRun run)
    {
        ClosedDatabase root = new() { ItemCount = rows.ItemCount, RowCount = rows.RowCount };
        run.AddMemory(root.ReserveItems(rows.ItemCount) + root.ReserveRows(rows.RowCount, rows.ItemTotal, 0));
        for (int item = 0; item < rows.ItemCount; item++)
        {
            root.Ranks[item] = item;
            root.Supports[item] = rows.Supports[item];
        }

        // There rows descend and end with a mark, here they ascend.
        int to = 0;
        for (int row = 0; row < rows.RowCount; row++)
        {
            if ((row & 0xFFFF) == 0)
            {
                run.ThrowIfStopped();
            }

            root.Starts[row] = to;
            root.Weights[row] = rows.IsUnweighted ? 1 : rows.Weights[row];
            for (int from = rows.Starts[row + 1] - 2; from >= rows.Starts[row]; from--)
            {
                root.Items[to++] = rows.Items[from];
            }
        }

        root.Starts[rows.RowCount] = to;
        new Span<int>(root.TailStarts, rows.RowCount + 1).Clear();
        run.AddMemory(root.BuildOccurrences());
        return root;
    }
}
