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
/// <para>A closed set is maximal when no item at all, in front or behind, extends it to a frequent one.</para>
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
    private readonly PinnedBuffer<int> _behind = new();
    private readonly int[] _shared;
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
        _counters.Fill(room, 0);
        _behind.Fill(room, 0);
        _localOf.Fill(room, -1);
        _positions.Reserve(room);
        _values.Reserve(room);
        _shared = new int[room];
        _path = new int[room];
        _ascending = new int[room];
        _merger = new ClosedRowMerger(root.ItemCount, keepPartial: maximalOnly);
    }

    /// <summary>Takes all closed itemsets whose closure was started by the item of this rank.</summary>
    public void Search(int rank) => Extend(_root, rank, level: 0);

    private void Extend(ClosedDatabase database, int item, int level)
    {
        _run.ThrowIfStopped();
        if (IsClosedFromBehind(database, item))
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
            bool hasFrequentBehind = CountBehind(database, item);
            if (!_maximalOnly || (companions == 0 && !hasFrequentBehind))
            {
                Take(support);
            }

            if (companions > 0)
            {
                Project(database, item, next, companions);
            }

            ClearBehind(database, item);
        }
        else
        {
            Forget(companions);
            companions = 0;
        }

        for (int companion = 0; companion < companions; companion++)
        {
            Extend(next, companion, level + 1);
        }

        _length = lengthBefore;
    }

    /// <summary>Whether all rows that hold the item share one behind it: then another extension reaches the same closure.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool IsClosedFromBehind(ClosedDatabase database, int item)
    {
        int shared = -1;
        for (int occurrence = database.ListStarts[item]; occurrence < database.ListStarts[item + 1]; occurrence++)
        {
            int row = database.ListRows[occurrence];
            int weight = database.Weights[row];
            int kept = 0;
            int at = 0;
            for (int position = database.ListPositions[occurrence] + 1; position < database.Starts[row + 1] && at != shared; position++)
            {
                Keep(database.Ranks[database.Items[position]]);
            }

            for (int tail = database.TailStarts[row]; tail < database.TailStarts[row + 1] && at != shared; tail++)
            {
                if (database.TailWeights[tail] == weight)
                {
                    Keep(database.TailItems[tail]);
                }
            }

            shared = kept;
            if (shared == 0)
            {
                return false;
            }

            // The first row proposes all it has; each further one keeps what it has too. All lists ascend.
            void Keep(int rank)
            {
                if (shared < 0)
                {
                    _shared[kept++] = rank;
                    return;
                }

                while (at < shared && _shared[at] < rank)
                {
                    at++;
                }

                if (at < shared && _shared[at] == rank)
                {
                    _shared[kept++] = rank;
                    at++;
                }
            }
        }

        return shared > 0;
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

    /// <summary>Counts the items behind in the rows that hold the item; only frequent ones can ever matter.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool CountBehind(ClosedDatabase database, int item)
    {
        bool anyFrequent = false;
        int* behind = _behind.Pointer;
        for (int occurrence = database.ListStarts[item]; occurrence < database.ListStarts[item + 1]; occurrence++)
        {
            int row = database.ListRows[occurrence];
            int weight = database.Weights[row];
            for (int position = database.ListPositions[occurrence] + 1; position < database.Starts[row + 1]; position++)
            {
                anyFrequent |= (behind[database.Ranks[database.Items[position]]] += weight) >= _minCount;
            }

            for (int tail = database.TailStarts[row]; tail < database.TailStarts[row + 1]; tail++)
            {
                anyFrequent |= (behind[database.TailItems[tail]] += database.TailWeights[tail]) >= _minCount;
            }
        }

        return anyFrequent;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ClearBehind(ClosedDatabase database, int item)
    {
        int* behind = _behind.Pointer;
        for (int occurrence = database.ListStarts[item]; occurrence < database.ListStarts[item + 1]; occurrence++)
        {
            int row = database.ListRows[occurrence];
            for (int position = database.ListPositions[occurrence] + 1; position < database.Starts[row + 1]; position++)
            {
                behind[database.Ranks[database.Items[position]]] = 0;
            }

            for (int tail = database.TailStarts[row]; tail < database.TailStarts[row + 1]; tail++)
            {
                behind[database.TailItems[tail]] = 0;
            }
        }
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
            if (_behind.Pointer[rank] >= _minCount)
            {
                _projected.TailItems[tailEnd] = rank;
                _projected.TailWeights[tailEnd++] = weight;
            }
        }
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
