using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Builds the database that a search starts from: every transaction reduced to its frequent items, as ranks.</summary>
/// <remarks>
/// Rows come out sorted without a comparison: each rank first lists its rows, then the ranks, rarest first, append themselves to their rows; the place
/// where a rank lands is its occurrence. Threads share the transactions in equal parts and meet only between the passes.
/// </remarks>
internal sealed unsafe class RootDatabase
{
    // Below so many items a second thread costs more than it saves.
    private const int ItemsWorthAThread = 1 << 18;

    // Equal transactions are looked for when rows fill this share of all frequent items: only then are there many.
    private const double DenseEnoughToMerge = 0.15;

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
        run.AddMemory((long)partCount * (order.Items.Length + longest) * sizeof(int));
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
        Workers.Each(_run, _parts.Length, part => Count(_parts[part]));
        Reserve();
        Workers.Each(_run, _parts.Length, part => ListRows(_parts[part]));
        Workers.Each(_run, _parts.Length, part => AppendRanks(_parts[part], part == 0 ? null : _parts[part - 1]));
        EndRows();
        int rows = _database.RowCount;
        bool isDense = rows > 64 && _database.ItemTotal > DenseEnoughToMerge * rows * itemCount;
        if (isDense)
        {
            _run.AddMemory(new RowMerger().Merge(_database));
        }

        if (isDense || _transactions.IsWeighted)
        {
            // The lists made so far have other places, or no weights.
            _run.AddMemory(_database.BuildOccurrences());
        }

        return _database;
    }

    /// <summary>Gives each part its own range of rows and of each occurrence list, all sizes being known.</summary>
    private void Reserve()
    {
        int rows = _parts.Sum(part => part.Rows);
        long items = _parts.Sum(part => part.Items);
        _run.AddMemory(_database.ReserveRows(rows, items) + _database.ReserveOccurrences(items));
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

        int sum = 0;
        for (int rank = 0; rank < _database.ItemCount; rank++)
        {
            _database.ListStarts[rank] = sum;
            foreach (Part part in _parts)
            {
                int length = part.Cursors.Pointer[rank];
                part.Cursors.Pointer[rank] = sum;
                sum += length;
            }
        }

        _database.ListStarts[_database.ItemCount] = sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(Part part)
    {
        int* ranks = part.Row.Pointer;
        int* counts = part.Cursors.Pointer;
        for (int transaction = part.First; transaction < part.Last; transaction++)
        {
            int length = RanksOf(transaction, ranks);
            if (length < _shortestRow)
            {
                continue;
            }

            part.Rows++;
            part.Items += length;
            for (int i = 0; i < length; i++)
            {
                counts[ranks[i]]++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ListRows(Part part)
    {
        int* ranks = part.Row.Pointer;
        int* cursors = part.Cursors.Pointer;
        int* lists = _database.Occurrences;
        int* places = _database.Starts;
        int row = part.FirstRow;
        int place = part.FirstPlace;
        for (int transaction = part.First; transaction < part.Last; transaction++)
        {
            int length = RanksOf(transaction, ranks);
            if (length < _shortestRow)
            {
                continue;
            }

            for (int i = 0; i < length; i++)
            {
                lists[cursors[ranks[i]]++] = row;
            }

            if (_transactions.IsWeighted)
            {
                _database.Weights[row] = _transactions.Weights[transaction];
            }

            places[row++] = place;
            place += length + 1;
        }
    }

    // Hot: misses the cache twice an item where the rows are many, so both are asked for early.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AppendRanks(Part part, Part? before)
    {
        const int Ahead = 16;
        int* lists = _database.Occurrences;
        int* places = _database.Starts;
        int* items = _database.Items;
        for (int rank = _database.ItemCount - 1; rank >= 0; rank--)
        {
            if ((rank & 0xFF) == 0)
            {
                _run.ThrowIfStopped();
            }

            int last = part.Cursors.Pointer[rank];
            for (int at = before is null ? _database.ListStarts[rank] : before.Cursors.Pointer[rank]; at < last; at++)
            {
                if (at + Ahead < last)
                {
                    CacheHint.Prefetch(items + places[lists[at + Ahead]]);
                }

                int row = lists[at];
                int place = places[row];
                items[place] = rank;
                places[row] = place + 1;
                lists[at] = place + 1;
            }
        }
    }

    /// <summary>The places have moved to the ends of their rows: each next row starts behind.</summary>
    private void EndRows()
    {
        int start = 0;
        for (int row = 0; row < _database.RowCount; row++)
        {
            int end = _database.Starts[row];
            _database.Items[end] = ProjectedDatabase.RowEnd;
            _database.Starts[row] = start;
            start = end + 1;
        }

        _database.Starts[_database.RowCount] = start;
    }

    private int RanksOf(int transaction, int* ranks)
    {
        if ((transaction & 0xFFFF) == 0)
        {
            _run.ThrowIfStopped();
        }

        if (_transactions.IsWeighted && _transactions.Weights[transaction] == 0)
        {
            // No support; the row would only be in the way.
            return 0;
        }

        int length = 0;
        ReadOnlySpan<int> rankOf = _order.RankOf;
        foreach (int item in _transactions.Items[_transactions.Starts[transaction].._transactions.Starts[transaction + 1]])
        {
            ranks[length] = rankOf[item];
            length += ranks[length] >= 0 ? 1 : 0;
        }

        return length;
    }

    /// <summary>One thread's share of the transactions.</summary>
    private sealed class Part
    {
        public Part(int first, int last, int itemCount, int longestRow)
        {
            First = first;
            Last = last;
            Cursors.Fill(itemCount, 0);
            Row.Reserve(longestRow + 1);
        }

        public int First { get; }

        public int Last { get; }

        public int Rows { get; set; }

        public long Items { get; set; }

        public int FirstRow { get; set; }

        public int FirstPlace { get; set; }

        /// <summary>By rank: first the number of this part's rows, then where its next row goes.</summary>
        public PinnedBuffer<int> Cursors { get; } = new();

        public PinnedBuffer<int> Row { get; } = new();
    }
}
