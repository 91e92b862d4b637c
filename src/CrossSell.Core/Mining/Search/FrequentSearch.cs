using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>
/// Finds all frequent itemsets depth first: the itemset grows by more and more frequent items, and each step looks only at the transactions
/// that hold what is there already.
/// </summary>
/// <remarks>
/// <para>
/// One step takes an item, walks the rows that hold it and counts the smaller items in front of it (occurrence deliver: Uno, Kiyomi and Arimura
/// 2004, LCM ver. 2). Companions in every row are perfect extensions and leave the search. What is left continues in the cheapest form: a table
/// of all subsets when few items are left, bit rows when the rows are dense, otherwise a projected database.
/// </para>
/// <para>One instance belongs to one thread. Its buffers are used again at each level, so the search itself allocates nothing.</para>
/// </remarks>
internal sealed unsafe partial class FrequentSearch<TSink>
    where TSink : struct, IItemsetSink
{
    private readonly ProjectedDatabase _root;
    private readonly MiningRun _run;
    private readonly int _minCount;
    private readonly List<ProjectedDatabase> _levels = [];
    private readonly SmallTable _table = new();
    private readonly RowMerger _merger = new();
    private readonly PairTriangle _pairs = new();
    private readonly BitmapSearch<TSink> _bitmaps;
    private readonly PinnedBuffer<int> _counters = new();
    private readonly PinnedBuffer<int> _localOf = new();
    private readonly PinnedBuffer<int> _bitOf = new();
    private readonly PinnedBuffer<int> _positions = new();
    private readonly PinnedBuffer<int> _values = new();
    private TSink _sink;

    public FrequentSearch(ProjectedDatabase root, int minCount, TSink sink, MiningRun run)
    {
        _root = root;
        _minCount = minCount;
        _sink = sink;
        _run = run;
        _bitmaps = new BitmapSearch<TSink>(minCount, run);
        run.AddMemory(5L * (root.ItemCount + CounterScan.Padding) * sizeof(int));
        _counters.Fill(root.ItemCount + CounterScan.Padding, 0);
        _localOf.Fill(root.ItemCount + CounterScan.Padding, -1);
        _bitOf.Fill(root.ItemCount + CounterScan.Padding, 0);
        _positions.Reserve(root.ItemCount + CounterScan.Padding);
        _values.Reserve(root.ItemCount + CounterScan.Padding);
    }

    /// <summary>Takes all frequent itemsets whose rarest item has this rank, except the item alone.</summary>
    public void Search(int rank) => Extend(_root, rank, level: 0, length: 1);

    /// <summary>Hands on all that was found so far.</summary>
    public void Flush() => _sink.Flush();

    /// <summary>Takes the frequent items alone.</summary>
    public void TakeItems() => _sink.TakeExtensions(_root.Names, _root.Supports, _root.ItemCount);

    /// <param name="database">The rows that hold the current itemset.</param>
    /// <param name="item">The local item that it grows by.</param>
    /// <param name="level">Which buffer to project into.</param>
    /// <param name="length">The length of the itemset with that item.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Extend(ProjectedDatabase database, int item, int level, int length)
    {
        _run.ThrowIfStopped();
        long itemTotal = CountCompanions(database, item);
        int found = CounterScan.Harvest(_counters.Pointer, item, _minCount, _positions.Pointer, _values.Pointer);
        Grow(database, item, level, length, itemTotal, found);
    }

    /// <param name="database">The rows that hold the current itemset.</param>
    /// <param name="item">The local item that it grows by.</param>
    /// <param name="level">Which buffer to project into.</param>
    /// <param name="length">The length of the itemset with that item.</param>
    /// <param name="itemTotal">No more items than these can be in the rows to come.</param>
    /// <param name="found">How many items are frequent with it; they and their counts are in the buffers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Grow(ProjectedDatabase database, int item, int level, int length, long itemTotal, int found)
    {
        _sink.Push(database.Names[item]);
        ProjectedDatabase next = Level(level);
        int room = _run.MaxLength - length;
        Grown(next.ReserveItems(found));
        int companions = Split(database, next, database.Supports[item], found);
        _sink.TakePerfect(database.Supports[item]);
        if (room >= 1)
        {
            _sink.TakeExtensions(next.Names, next.Supports, companions);
        }

        bool descend = false;
        if (companions >= 2 && room >= 2)
        {
            if (companions <= SmallTable.MostItems)
            {
                Tabulate(database, item, next, companions, room);
            }
            else
            {
                Project(database, item, next, itemTotal, companions);
                descend = true;
            }
        }

        for (int companion = 0; companion < companions; companion++)
        {
            _localOf.Pointer[_positions.Pointer[companion]] = -1;
        }

        if (descend)
        {
            Descend(next, level, length, room);
        }

        _sink.Pop();
    }

    // Hot: adds the weight of each row to the counters of the items in front of the item.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long CountCompanions(ProjectedDatabase database, int item)
    {
        int* counter = _counters.Pointer;
        int* items = database.Items;
        int* occurrences = database.Occurrences;
        int last = database.ListStarts[item + 1];
        bool isUnweighted = database.IsUnweighted;
        long total = 0;
        for (int occurrence = database.ListStarts[item]; occurrence < last; occurrence++)
        {
            if (occurrence + ProjectedDatabase.Ahead < last)
            {
                CacheHint.Prefetch(items + occurrences[occurrence + ProjectedDatabase.Ahead]);
            }

            int* start = items + occurrences[occurrence];
            int* at = start;
            int local;
            if (isUnweighted)
            {
                for (; (local = *at) >= 0; at++)
                {
                    counter[local]++;
                }
            }
            else
            {
                int weight = database.OccurrenceWeights[occurrence];
                for (; (local = *at) >= 0; at++)
                {
                    counter[local] += weight;
                }
            }

            total += at - start;
        }

        return total;
    }

    /// <summary>Parts perfect extensions from the items that go on, which get their numbers in the next database.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Split(ProjectedDatabase database, ProjectedDatabase next, int support, int found)
    {
        int companions = 0;
        for (int i = 0; i < found; i++)
        {
            int local = _positions.Pointer[i];
            if (_values.Pointer[i] == support)
            {
                _sink.AddPerfect(database.Names[local]);
                continue;
            }

            next.Supports[companions] = _values.Pointer[i];
            next.Names[companions] = database.Names[local];
            _localOf.Pointer[local] = companions;
            _positions.Pointer[companions++] = local;
        }

        return companions;
    }

    private void Tabulate(ProjectedDatabase database, int item, ProjectedDatabase next, int companions, int room)
    {
        for (int companion = 0; companion < companions; companion++)
        {
            _bitOf.Pointer[_positions.Pointer[companion]] = 1 << companion;
        }

        _table.Fill(database, item, _bitOf.Pointer, companions);
        for (int companion = 0; companion < companions; companion++)
        {
            _bitOf.Pointer[_positions.Pointer[companion]] = 0;
        }

        _sink.TakeTable(_table.Table, next.Names, companions, _minCount, room);
    }

    // Hot: copies the rows that hold the item, reduced to its companions.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Project(ProjectedDatabase database, int item, ProjectedDatabase next, long itemTotal, int companions)
    {
        int first = database.ListStarts[item];
        int last = database.ListStarts[item + 1];
        Grown(next.ReserveRows(last - first, itemTotal + 1) + (database.IsUnweighted ? 0 : next.ReserveWeights(last - first)));
        int* occurrences = database.Occurrences;
        int* items = database.Items;
        int* local = _localOf.Pointer;
        int* rowItems = next.Items;
        int* rowStarts = next.Starts;
        int* rowWeights = next.Weights;
        bool isUnweighted = database.IsUnweighted;
        int rows = 0;
        int end = 0;
        rowStarts[0] = 0;
        for (int occurrence = first; occurrence < last; occurrence++)
        {
            if (occurrence + ProjectedDatabase.Ahead < last)
            {
                CacheHint.Prefetch(items + occurrences[occurrence + ProjectedDatabase.Ahead]);
            }

            int start = end;
            int name;
            for (int* at = items + occurrences[occurrence]; (name = *at) >= 0; at++)
            {
                int companion = local[name];
                rowItems[end] = companion;
                end += companion >= 0 ? 1 : 0;
            }

            if (end - start < 2)
            {
                end = start;
                continue;
            }

            rowItems[end++] = ProjectedDatabase.RowEnd;
            if (!isUnweighted)
            {
                rowWeights[rows] = database.OccurrenceWeights[occurrence];
            }

            rowStarts[++rows] = end;
        }

        next.ItemCount = companions;
        next.RowCount = rows;
        next.IsUnweighted = isUnweighted;
    }

    // The total is shared by all threads, so it is touched only when there is something to add.
    private void Grown(long bytes)
    {
        if (bytes > 0)
        {
            _run.AddMemory(bytes);
        }
    }

    private ProjectedDatabase Level(int level)
    {
        while (_levels.Count <= level)
        {
            _levels.Add(new ProjectedDatabase());
        }

        return _levels[level];
    }
}
