namespace CrossSell.Mining.Search;

/// <summary>Keeps the pairs that threads find: for each task its items' partners, one item after the other.</summary>
internal sealed class PairStore(PairNumbering numbering, MiningRun run)
{
    private const int BytesOfPair = 2 * sizeof(int);

    private readonly (int[] Ends, int[] Partners, int[] Counts)[] _tasks = new (int[], int[], int[])[PairWorker.TasksFor(numbering.Count)];
    private long _pairs;

    public PairNumbering Numbering => numbering;

    /// <summary>How many pairs were kept so far.</summary>
    public long Pairs => Interlocked.Read(ref _pairs);

    public IPairSink NewSink() => new Sink(this, run);

    /// <summary>The partners of an item that have smaller numbers, and the counts with each.</summary>
    public (ReadOnlyMemory<int> Partners, ReadOnlyMemory<int> Counts) Of(int number)
    {
        (int[] ends, int[] partners, int[] counts) = _tasks[number / PairWorker.Block];
        int place = number % PairWorker.Block;
        int start = place == 0 ? 0 : ends[place - 1];
        return (partners.AsMemory(start, ends[place] - start), counts.AsMemory(start, ends[place] - start));
    }

    private sealed class Sink(PairStore store, MiningRun run) : IPairSink
    {
        private readonly List<int> _ends = [];
        private int[] _partners = [];
        private int[] _counts = [];
        private int _used;

        public void Begin(int task)
        {
            _ends.Clear();
            _used = 0;
        }

        public void Take(int number, ReadOnlySpan<int> partners, ReadOnlySpan<int> counts)
        {
            run.AddItemsets(partners.Length);
            if (_partners.Length - _used < partners.Length)
            {
                long wanted = Math.Max(_used + (long)partners.Length, Math.Min(Array.MaxLength, 2L * _partners.Length));
                run.AddMemory((wanted - _partners.Length) * BytesOfPair);
                Array.Resize(ref _partners, checked((int)wanted));
                Array.Resize(ref _counts, checked((int)wanted));
            }

            partners.CopyTo(_partners.AsSpan(_used));
            counts.CopyTo(_counts.AsSpan(_used));
            _used += partners.Length;
            _ends.Add(_used);
        }

        public void End(int task)
        {
            run.AddMemory((long)_used * BytesOfPair);
            Interlocked.Add(ref store._pairs, _used);
            store._tasks[task] = ([.. _ends], _partners.AsSpan(0, _used).ToArray(), _counts.AsSpan(0, _used).ToArray());
        }

        public void Finish() => run.AddMemory(-(long)_partners.Length * BytesOfPair);
    }
}
