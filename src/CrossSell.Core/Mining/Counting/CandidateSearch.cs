using System.Runtime.CompilerServices;
using CrossSell.Mining.Search;
using CrossSell.Numerics;

namespace CrossSell.Mining.Counting;

/// <summary>Counts the candidates that begin with the same item, depth first along their common beginnings. One instance belongs to one thread.</summary>
/// <remarks>
/// The places behind a beginning are walked once: each item found there that continues some candidate raises that continuation's counter (occurrence deliver:
/// Uno, Kiyomi and Arimura 2004). Where candidates go deeper, a second walk lists the places behind each continuation.
/// </remarks>
internal sealed unsafe class CandidateSearch : IWorker
{
    private readonly CandidateRows _rows;
    private readonly SortedLists _candidates;
    private readonly List<(int Begin, int End)> _tasks;
    private readonly int[] _counts;
    private readonly MiningRun _run;
    private readonly List<Level> _levels = [];

    // For each rank the number of the continuation that it is at present, 0 for none: the counter 0 counts what is of no interest.
    private readonly PinnedBuffer<int> _slotOf = new();

    public CandidateSearch(CandidateRows rows, SortedLists candidates, List<(int Begin, int End)> tasks, int[] counts, MiningRun run)
    {
        _rows = rows;
        _candidates = candidates;
        _tasks = tasks;
        _counts = counts;
        _run = run;
        _slotOf.Fill(rows.ItemCount, 0);
    }

    public void Do(int task)
    {
        (int begin, int end) = _tasks[task];
        int rank = _candidates[begin, 0];
        Count(begin, end, _rows.ListOf(rank), _rows.Lengths[rank]);
    }

    public void Finish()
    {
    }

    /// <summary>Counts candidates that agree in their first item, and all below. No recursion, as candidates may have as many items as there are.</summary>
    private void Count(int begin, int end, int* places, int length)
    {
        int depth = 1;
        Open(begin, end, depth, places, length);
        while (depth >= 1)
        {
            Level level = _levels[depth];
            if (level.Next > level.Groups)
            {
                depth--;
                continue;
            }

            int group = level.Next++;
            int count = level.Counters.Pointer[group];
            int from = level.Begins[group];
            int to = level.Begins[group + 1];
            for (; from < to && _candidates.LengthOf(from) == depth + 1; from++)
            {
                _counts[_candidates.Places[from]] = count;
            }

            // What is not written stays 0.
            if (from < to && count > 0)
            {
                int size = SizesOf(level)[group];
                Open(from, to, ++depth, level.Places.Pointer + level.ListEnds.Pointer[group] - size, size);
            }
        }
    }

    /// <summary>Counts all continuations at a depth, and lists the places behind those that candidates go deeper from.</summary>
    /// <param name="begin">The first of the candidates that agree up to this depth and are longer.</param>
    /// <param name="end">Behind the last of them.</param>
    /// <param name="depth">How many items they have in common.</param>
    /// <param name="places">Where the rows go on behind those items.</param>
    /// <param name="length">How many such places there are.</param>
    private void Open(int begin, int end, int depth, int* places, int length)
    {
        _run.ThrowIfStopped();
        Level level = LevelAt(depth);
        int groups = FindGroups(level, begin, end, depth);
        level.Groups = groups;
        level.Next = 1;
        int last = _candidates[end - 1, depth];
        if (_rows.IsWeighted)
        {
            DeliverWeighted(places, length, last, level.Counters.Pointer, level.Sizes.Pointer);
        }
        else
        {
            Deliver(places, length, last, level.Counters.Pointer);
        }

        int listed = PrepareLists(level, SizesOf(level), groups, depth);
        if (listed > 0)
        {
            _run.AddMemory(level.Places.Reserve(listed));
            List(places, length, last, level);
        }

        for (int group = 1; group <= groups; group++)
        {
            _slotOf.Pointer[_candidates[level.Begins[group], depth]] = 0;
        }
    }

    /// <summary>How many places each continuation has: its count, unless rows are weighted.</summary>
    private int* SizesOf(Level level) => _rows.IsWeighted ? level.Sizes.Pointer : level.Counters.Pointer;

    /// <summary>Numbers the continuations at this depth from 1 on and sets their counters to 0.</summary>
    private int FindGroups(Level level, int begin, int end, int depth)
    {
        int groups = 0;
        level.Begins.Clear();
        level.Begins.Add(0);
        for (int candidate = begin; candidate < end;)
        {
            level.Begins.Add(candidate);
            _slotOf.Pointer[_candidates[candidate, depth]] = ++groups;
            candidate = _candidates.EndOfGroup(candidate, end, depth);
        }

        level.Begins.Add(end);
        _run.AddMemory(level.Counters.Reserve(groups + 1) + level.ListEnds.Reserve(groups + 1));
        new Span<int>(level.Counters.Pointer, groups + 1).Clear();
        if (_rows.IsWeighted)
        {
            _run.AddMemory(level.Sizes.Reserve(groups + 1));
            new Span<int>(level.Sizes.Pointer, groups + 1).Clear();
        }

        return groups;
    }

    // Hot: most of the run is spent here. The row's end is larger than the last rank of interest.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Deliver(int* places, int length, int last, int* counters)
    {
        int* rows = _rows.Rows;
        int* slotOf = _slotOf.Pointer;
        for (int i = 0; i < length; i++)
        {
            if (i + 16 < length)
            {
                CacheHint.Prefetch(rows + places[i + 16]);
            }

            for (int place = places[i]; rows[place] <= last; place++)
            {
                counters[slotOf[rows[place]]]++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DeliverWeighted(int* places, int length, int last, int* counters, int* sizes)
    {
        int* rows = _rows.Rows;
        int* slotOf = _slotOf.Pointer;
        for (int i = 0; i < length; i++)
        {
            int weight = _rows.Weights[places[i]];
            for (int place = places[i]; rows[place] <= last; place++)
            {
                int slot = slotOf[rows[place]];
                counters[slot] += weight;
                sizes[slot]++;
            }
        }
    }

    /// <summary>Gives each continuation that candidates go deeper from its part of the level's list; -1 to the others.</summary>
    private int PrepareLists(Level level, int* sizes, int groups, int depth)
    {
        int listed = 0;
        level.ListEnds.Pointer[0] = -1;
        for (int group = 1; group <= groups; group++)
        {
            // The longest candidates of a group stand behind its shortest.
            bool isInner = _candidates.LengthOf(level.Begins[group + 1] - 1) > depth + 1 && sizes[group] > 0;
            level.ListEnds.Pointer[group] = isInner ? listed : -1;
            listed = checked(listed + (isInner ? sizes[group] : 0));
        }

        return listed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void List(int* places, int length, int last, Level level)
    {
        int* rows = _rows.Rows;
        int* slotOf = _slotOf.Pointer;
        int* ends = level.ListEnds.Pointer;
        int* lists = level.Places.Pointer;
        for (int i = 0; i < length; i++)
        {
            for (int place = places[i]; rows[place] <= last; place++)
            {
                int slot = slotOf[rows[place]];
                if (ends[slot] >= 0)
                {
                    lists[ends[slot]++] = place + 1;
                }
            }
        }
    }

    private Level LevelAt(int depth)
    {
        while (_levels.Count <= depth)
        {
            _levels.Add(new Level());
        }

        return _levels[depth];
    }

    /// <summary>The buffers of one depth, used again and again.</summary>
    private sealed class Level
    {
        /// <summary>How many continuations there are.</summary>
        public int Groups { get; set; }

        /// <summary>The continuation whose turn it is.</summary>
        public int Next { get; set; }

        public List<int> Begins { get; } = [];

        public PinnedBuffer<int> Counters { get; } = new();

        public PinnedBuffer<int> Sizes { get; } = new();

        public PinnedBuffer<int> ListEnds { get; } = new();

        public PinnedBuffer<int> Places { get; } = new();
    }
}
