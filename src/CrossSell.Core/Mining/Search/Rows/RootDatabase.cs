using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Builds the database that a search starts from: every transaction reduced to its frequent items, as ranks.</summary>
/// <remarks>
/// Each row is sorted where it is built, in the fastest cache; then the rows are walked through once more and each item notes its places. Threads share
/// the transactions in equal parts and meet only between the passes.
/// </remarks>
internal sealed unsafe class RootDatabase
{
    // Below so many items a second thread costs more than it saves.
    private const int ItemsWorthAThread = 1 << 18;

    // Equal transactions are looked for when rows fill this share of all frequent items: only then are there many.
    private const double DenseEnoughToMerge = 0.15;

    // Items sorted between two looks whether the run goes on; they fit into the fastest cache.
    private const int ItemsAtOnce = 1 << 11;

    // Rows listed between two looks whether the run goes on.
    private const int RowsAtOnce = 1 << 12;

    private readonly ProjectedDatabase _database;
    private readonly Transactions _transactions;
    private readonly FrequencyOrder _order;
    private readonly MiningRun _run;
    private readonly int _shortestRow;
    private readonly Part[] _parts;

    private RootDatabase(Transactions transactions, FrequencyOrder order, int shortestRow, MiningRun run)
    {
        _database = new ProjectedDatabase { ItemCount = order.Items.Length };
        _transactions = transactions;
        _order = order;
        _run = run;
        _shortestRow = shortestRow;
        int partCount = PartsOf(transactions, run);
        int longest = 0;
        for (int transaction = 0; transaction < transactions.Count; transaction++)
        {
            longest = Math.Max(longest, transactions.Starts[transaction + 1] - transactions.Starts[transaction]);
        }

        _parts = new Part[partCount];
        run.AddMemory(partCount * (((order.Items.Length + 1L) * sizeof(int)) + RowSorter.BytesFor(order.Items.Length, longest)));
        for (int part = 0; part < partCount; part++)
        {
            _parts[part] = new Part(
                (int)((long)transactions.Count * part / partCount), (int)((long)transactions.Count * (part + 1) / partCount), order.Items.Length, longest);
        }
    }

    /// <summary>How many threads prepare these transactions.</summary>
    public static int PartsOf(Transactions transactions, MiningRun run) =>
        Math.Clamp(transactions.Items.Length / ItemsWorthAThread, 1, run.Threads);

    /// <param name="transactions">What is mined.</param>
    /// <param name="order">The ranks of the frequent items.</param>
    /// <param name="shortestRow">Transactions with fewer frequent items are left out: 2 when only extensions of items matter, 1 otherwise.</param>
    /// <param name="run">Limits, threads and cancellation.</param>
    /// <returns>The rows with their occurrence lists; names are item indexes.</returns>
    public static ProjectedDatabase Build(Transactions transactions, FrequencyOrder order, int shortestRow, MiningRun run) =>
        new RootDatabase(transactions, order, shortestRow, run).Build();

    private ProjectedDatabase Build()
    {
        int itemCount = _database.ItemCount;
        _run.AddMemory(_database.ReserveItems(itemCount));
        _order.Items.CopyTo(new Span<int>(_database.Names, itemCount));
        _order.Supports.CopyTo(new Span<int>(_database.Supports, itemCount));
        Workers.Each(_run, _parts.Length, part => Measure(_parts[part]));
        Reserve();
        Workers.Each(_run, _parts.Length, part => WriteRows(_parts[part]));
        int rows = _database.RowCount;
        bool isDense = rows > 64 && _database.ItemTotal > DenseEnoughToMerge * rows * itemCount;
        if (isDense)
        {
            _run.AddMemory(new RowMerger().Merge(_database));
        }

        if (isDense || !_database.IsUnweighted)
        {
            _run.AddMemory(_database.BuildOccurrences());
        }
        else
        {
            PlaceLists();
            Workers.Each(_run, _parts.Length, part => ListRows(_parts[part]));
        }

        return _database;
    }

    /// <summary>Gives each part its own range of rows, all sizes being known.</summary>
    private void Reserve()
    {
        int rows = _parts.Sum(part => part.Rows);
        long items = _parts.Sum(part => part.Items);
        _run.AddMemory(_database.ReserveRows(rows, items + RowSorter.Padding));
        _database.RowCount = rows;
        _database.IsUnweighted = !_transactions.IsWeighted;
        _run.AddMemory(_transactions.IsWeighted ? _database.ReserveWeights(rows) : 0);
        int row = 0;
        int place = 0;
        foreach (Part part in _parts)
        {
            part.FirstRow = row;
            part.FirstPlace = place;
            row += part.Rows;
            place += part.Rows + (int)part.Items;
        }

        _database.Starts[rows] = place;
    }

    /// <summary>Gives each part its own range of each occurrence list.</summary>
    private void PlaceLists()
    {
        _run.AddMemory(_database.ReserveOccurrences(_database.ItemTotal));
        int sum = 0;
        for (int rank = 0; rank < _database.ItemCount; rank++)
        {
            _database.ListStarts[rank] = sum;
            foreach (Part part in _parts)
            {
                int length = part.Cursors[rank];
                part.Cursors[rank] = sum;
                sum += length;
            }
        }

        _database.ListStarts[_database.ItemCount] = sum;
    }

    /// <summary>Counts the rows that will be, and their items.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Measure(Part part)
    {
        fixed (int* allItems = _transactions.Items, starts = _transactions.Starts, rankOf = _order.RankOf)
        {
            for (int transaction = part.First; transaction < part.Last; transaction++)
            {
                if ((transaction & 0xFFFF) == 0)
                {
                    _run.ThrowIfStopped();
                }

                // Those of weight 0 have no support; their rows would only be in the way.
                if (_transactions.IsWeighted && _transactions.Weights[transaction] == 0)
                {
                    continue;
                }

                int length = 0;
                int* end = allItems + starts[transaction + 1];
                for (int* item = allItems + starts[transaction]; item < end; item++)
                {
                    length += (int)(~(uint)rankOf[*item] >> 31);
                }

                if (length >= _shortestRow)
                {
                    part.Rows++;
                    part.Items += length;
                }
            }
        }
    }

    // Some rows at a time, each pass over them by itself: what was just written cannot be read as a vector at once, and all of it stays in the fastest cache.
    private void WriteRows(Part part)
    {
        int* counts = part.Cursors;
        int place = part.FirstPlace;
        int row = part.FirstRow;
        int lastRow = row + part.Rows;
        int transaction = part.First;
        while (row < lastRow)
        {
            _run.ThrowIfStopped();
            int first = row;
            int start = place;
            transaction = CopyRanks(transaction, lastRow, ref row, ref place);
            for (int sorted = first; sorted < row; sorted++)
            {
                int* ranks = _database.Items + _database.Starts[sorted];
                int length = (sorted + 1 < row ? _database.Starts[sorted + 1] : place) - 1 - _database.Starts[sorted];
                part.Sorter.SortFalling(ranks, length);

                // The last item has nothing behind it: no occurrence that could matter.
                counts[ranks[length - 1]]--;
            }

            CountRanks(counts, start, place);
        }
    }

    /// <summary>Writes rows, not yet sorted, until there are enough of them. It ends with the last row, so what is written behind a row never belongs to another part.</summary>
    /// <returns>The next transaction.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CopyRanks(int transaction, int lastRow, ref int nextRow, ref int nextPlace)
    {
        bool isWeighted = _transactions.IsWeighted;
        int* items = _database.Items;
        int* rowStarts = _database.Starts;
        int* rowWeights = _database.Weights;
        int row = nextRow;
        int end = nextPlace;
        int enough = end + ItemsAtOnce;
        fixed (int* allItems = _transactions.Items, starts = _transactions.Starts, rankOf = _order.RankOf, weights = _transactions.Weights)
        {
            for (; row < lastRow && end < enough; transaction++)
            {
                int start = end;
                int next = isWeighted && weights[transaction] == 0 ? 0 : starts[transaction + 1];
                for (int item = starts[transaction]; item < next; item++)
                {
                    int rank = rankOf[allItems[item]];
                    items[end] = rank;
                    end += (int)(~(uint)rank >> 31);
                }

                if (end - start < _shortestRow)
                {
                    end = start;
                    continue;
                }

                if (isWeighted)
                {
                    rowWeights[row] = weights[transaction];
                }

                rowStarts[row++] = start;
                items[end++] = ProjectedDatabase.RowEnd;
            }
        }

        nextRow = row;
        nextPlace = end;
        return transaction;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountRanks(int* counts, int first, int last)
    {
        int* items = _database.Items;
        for (int place = first; place < last; place++)
        {
            int rank = items[place];
            counts[rank]++;
        }
    }

    private void ListRows(Part part)
    {
        int last = part.FirstRow + part.Rows;
        for (int row = part.FirstRow; row < last; row += RowsAtOnce)
        {
            _run.ThrowIfStopped();
            _database.ListRows(row, Math.Min(last, row + RowsAtOnce), part.Cursors);
        }
    }

    /// <summary>One thread's share of the transactions.</summary>
    private sealed class Part
    {
        private readonly PinnedBuffer<int> _cursors = new();

        public Part(int first, int last, int itemCount, int longestRow)
        {
            First = first;
            Last = last;
            _cursors.Fill(itemCount + 1, 0);
            Sorter = new RowSorter(itemCount, longestRow);
        }

        public int First { get; }

        public int Last { get; }

        public int Rows { get; set; }

        public long Items { get; set; }

        public int FirstRow { get; set; }

        public int FirstPlace { get; set; }

        /// <summary>By rank: first the number of this part's rows with something behind it, then where its next row goes. Entry -1 is there to count the ends of rows.</summary>
        public int* Cursors => _cursors.Pointer + 1;

        public RowSorter Sorter { get; }
    }
}
