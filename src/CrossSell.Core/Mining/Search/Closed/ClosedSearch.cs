using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Finds closed itemsets directly, without finding the others first: their number decides the time, however many frequent itemsets there are.</summary>
/// <remarks>
/// <para>
/// Prefix-preserving closure extension (Uno, Kiyomi and Arimura 2004, LCM ver. 2, section 4). An itemset is extended by an item and closed: all items that its
/// transactions share are added. Every closed set is reached exactly once when those extensions are dropped whose closure adds an item
/// that ranks behind the extension. Nothing found needs to be kept for that.
/// </para>
/// <para>
/// A closed set is maximal when no item at all, in front or behind, extends it to a frequent one. Maximal sets are looked for ahead: where the current itemset is
/// frequent together with its first companions, all that these lead to is a subset of that one union, which stands for all of it (superset-frequency pruning,
/// Bayardo 1998; FHUT of MAFIA, Burdick, Calimlim and Gehrke 2001). Unlike there, the union need not be of all companions, and its support is known without a
/// search: from the rows of the projected database that begin with these companions. To compare with the maximal sets already found would prune nothing more, as
/// what one of them covers is frequent. Steps can still outnumber results by far: whether there is one more maximal set is NP-complete (Boros, Gurvich, Khachiyan
/// and Makino 2003).
/// </para>
/// <para>One instance belongs to one thread. Memory does not grow with the number of sets.</para>
/// </remarks>
internal sealed unsafe class ClosedSearch
{
    private readonly ClosedDatabase _root;
    private readonly int[] _itemOfRank;
    private readonly int _minCount;
    private readonly bool _maximalOnly;
    private readonly ItemsetReceiver _receiver;
    private readonly MiningRun _run;
    private readonly List<ClosedDatabase> _levels = [];
    private readonly ClosedDatabase _projected = new();
    private readonly ClosedRowMerger _merger;
    private readonly PinnedBuffer<int> _counters = new();
    private readonly PinnedBuffer<int> _localOf = new();
    private readonly PinnedBuffer<int> _positions = new();
    private readonly PinnedBuffer<int> _values = new();
    private readonly ItemsBehind _behind;
    private readonly int[] _path;
    private readonly int[] _ascending;
    private int _length;

    public ClosedSearch(ClosedDatabase root, int[] itemOfRank, int minCount, bool maximalOnly, ItemsetReceiver receiver, MiningRun run)
    {
        _root = root;
        _itemOfRank = itemOfRank;
        _minCount = minCount;
        _maximalOnly = maximalOnly;
        _receiver = receiver;
        _run = run;
        int room = root.ItemCount + CounterScan.Padding;
        run.AddMemory(9L * room * sizeof(int));
        _counters.Fill(room, 0);
        _behind = new ItemsBehind(room, minCount);
        _localOf.Fill(room, -1);
        _positions.Reserve(room);
        _values.Reserve(room);
        _path = new int[room];
        _ascending = new int[room];
        _merger = new ClosedRowMerger(root.ItemCount, keepPartial: maximalOnly);
    }

    /// <summary>Takes all closed itemsets whose closure was started by the item of this rank.</summary>
    public void Search(int rank) => Extend(_root, rank, level: 0);

    private void Extend(ClosedDatabase database, int item, int level)
    {
        _run.ThrowIfStopped();
        if (_behind.AnyIsShared(database, item))
        {
            return;
        }

        int lengthBefore = _length;
        int support = database.Supports[item];
        _path[_length++] = _itemOfRank[database.Ranks[item]];
        CountCompanions(database, item);
        int found = CounterScan.Harvest(_counters.Pointer, item, _minCount, _positions.Pointer, _values.Pointer);
        ClosedDatabase next = Level(level);
        _run.AddMemory(next.ReserveItems(found));
        int companions = Split(database, next, support, found);
        if (_length <= _run.MaxLength)
        {
            bool hasFrequentBehind = _behind.Count(database, item);
            if (!_maximalOnly || (companions == 0 && !hasFrequentBehind))
            {
                Take(support);
            }

            if (companions > 0)
            {
                Project(database, item, next, companions);
            }

            _behind.Clear(database, item);
        }
        else
        {
            Forget(companions);
            companions = 0;
        }

        for (int companion = _maximalOnly && companions > 0 ? LookAhead(next) : 0; companion < companions; companion++)
        {
            Extend(next, companion, level + 1);
        }

        _length = lengthBefore;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CountCompanions(ClosedDatabase database, int item)
    {
        int* counter = _counters.Pointer;
        int* items = database.Items;
        for (int occurrence = database.ListStarts[item]; occurrence < database.ListStarts[item + 1]; occurrence++)
        {
            int row = database.ListRows[occurrence];
            int weight = database.Weights[row];
            int end = database.ListPositions[occurrence];
            for (int position = database.Starts[row]; position < end; position++)
            {
                counter[items[position]] += weight;
            }
        }
    }

    /// <summary>Adds perfect extensions to the current itemset and numbers the other companions.</summary>
    private int Split(ClosedDatabase database, ClosedDatabase next, int support, int found)
    {
        int companions = 0;
        for (int i = 0; i < found; i++)
        {
            int local = _positions.Pointer[i];
            if (_values.Pointer[i] == support)
            {
                _path[_length++] = _itemOfRank[database.Ranks[local]];
                continue;
            }

            next.Ranks[companions] = database.Ranks[local];
            next.Supports[companions] = _values.Pointer[i];
            _localOf.Pointer[local] = companions;
            _positions.Pointer[companions++] = local;
        }

        return companions;
    }

    /// <summary>Copies the rows that hold the item, reduced to its companions and to frequent items behind, and merges equal ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Project(ClosedDatabase database, int item, ClosedDatabase next, int companions)
    {
        long rowTotal = database.ListStarts[item + 1] - database.ListStarts[item];
        long itemTotal = 0;
        long tailTotal = 0;
        for (int occurrence = database.ListStarts[item]; occurrence < database.ListStarts[item + 1]; occurrence++)
        {
            int row = database.ListRows[occurrence];
            itemTotal += database.ListPositions[occurrence] - database.Starts[row];
            tailTotal += database.Starts[row + 1] - database.ListPositions[occurrence] + database.TailStarts[row + 1] - database.TailStarts[row];
        }

        _run.AddMemory(_projected.ReserveRows(rowTotal, itemTotal, tailTotal));
        int rows = 0;
        int end = 0;
        int tailEnd = 0;
        _projected.Starts[0] = 0;
        _projected.TailStarts[0] = 0;
        for (int occurrence = database.ListStarts[item]; occurrence < database.ListStarts[item + 1]; occurrence++)
        {
            int row = database.ListRows[occurrence];
            int start = end;
            for (int position = database.Starts[row]; position < database.ListPositions[occurrence]; position++)
            {
                int local = _localOf.Pointer[database.Items[position]];
                if (local >= 0)
                {
                    _projected.Items[end++] = local;
                }
            }

            if (end == start)
            {
                continue;
            }

            int weight = database.Weights[row];
            for (int position = database.ListPositions[occurrence] + 1; position < database.Starts[row + 1]; position++)
            {
                AddTail(database.Ranks[database.Items[position]], weight);
            }

            for (int tail = database.TailStarts[row]; tail < database.TailStarts[row + 1]; tail++)
            {
                AddTail(database.TailItems[tail], database.TailWeights[tail]);
            }

            _projected.Weights[rows++] = weight;
            _projected.Starts[rows] = end;
            _projected.TailStarts[rows] = tailEnd;
        }

        Forget(companions);
        _projected.RowCount = rows;
        _run.AddMemory(_merger.Merge(_projected, next));
        next.ItemCount = companions;
        _run.AddMemory(next.BuildOccurrences());

        void AddTail(int rank, int weight)
        {
            if (_behind.IsFrequent(rank))
            {
                _projected.TailItems[tailEnd] = rank;
                _projected.TailWeights[tailEnd++] = weight;
            }
        }
    }

    /// <summary>Takes the union of the current itemset with as many first companions as are frequent together, if it is maximal.</summary>
    /// <returns>How many companions that union settles.</returns>
    private int LookAhead(ClosedDatabase next)
    {
        (int settled, int support) = next.FrequentPrefix(_minCount, _values.Pointer);
        if (_length + settled <= _run.MaxLength && !_behind.AnyExtends(next, settled))
        {
            int length = _length;
            for (int companion = 0; companion < settled; companion++)
            {
                _path[_length++] = _itemOfRank[next.Ranks[companion]];
            }

            Take(support);
            _length = length;
        }

        return settled;
    }

    private void Forget(int companions)
    {
        for (int companion = 0; companion < companions; companion++)
        {
            _localOf.Pointer[_positions.Pointer[companion]] = -1;
        }
    }

    private void Take(int support)
    {
        Span<int> ascending = _ascending.AsSpan(0, _length);
        _path.AsSpan(0, _length).CopyTo(ascending);
        ascending.Sort();
        _receiver.Take(ascending, support);
    }

    private ClosedDatabase Level(int level)
    {
        while (_levels.Count <= level)
        {
            _levels.Add(new ClosedDatabase());
        }

        return _levels[level];
    }
}
