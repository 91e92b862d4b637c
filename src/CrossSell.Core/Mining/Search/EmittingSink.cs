using System.Runtime.CompilerServices;

namespace CrossSell.Mining.Search;

/// <summary>Hands each itemset on by itself, its items in ascending order.</summary>
internal unsafe struct EmittingSink(ItemsetReceiver receiver, MiningRun run) : IItemsetSink
{
    private readonly List<int> _perfect = [];
    private readonly Stack<(int Item, int Perfect)> _above = new();
    private int[] _path = new int[256];
    private int _length;

    public void Push(int item)
    {
        _above.Push((item, _perfect.Count));
        EnsureRoom(SmallTable.MostItems + 2);
        Insert(item);
    }

    public readonly void AddPerfect(int item) => _perfect.Add(item);

    public void TakePerfect(int count)
    {
        int old = _above.Peek().Perfect;
        if (_perfect.Count == old)
        {
            return;
        }

        EnsureRoom(_perfect.Count + SmallTable.MostItems + 2);
        CheckRoomForUnions();

        // Each union is made once: by the last new extension in it.
        for (int last = old; last < _perfect.Count && _length < run.MaxLength; last++)
        {
            int at = Insert(_perfect[last]);
            TakeUnions(last, count);
            RemoveAt(at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TakeExtensions(int* items, int* counts, int length)
    {
        for (int i = 0; i < length; i++)
        {
            int at = Insert(items[i]);
            TakeUnions(_perfect.Count, counts[i]);
            RemoveAt(at);
        }
    }

    /// <summary>Bits follow the order of the items, so that the items of a subset come out ascending.</summary>
    public readonly void AssignBits(int* items, int length, int* bits)
    {
        for (int i = 0; i < length; i++)
        {
            bits[i] = 0;
            for (int other = 0; other < length; other++)
            {
                bits[i] += items[other] < items[i] ? 1 : 0;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void TakeTable(int* table, int* items, int length, int minCount, int longest)
    {
        int* ascending = stackalloc int[SmallTable.MostItems];
        new ReadOnlySpan<int>(items, length).CopyTo(new Span<int>(ascending, length));
        new Span<int>(ascending, length).Sort();
        Span<int> shorter = stackalloc int[_length];
        _path.AsSpan(0, _length).CopyTo(shorter);
        int before = _length;
        for (int subset = 3; subset < 1 << length; subset++)
        {
            int size = System.Numerics.BitOperations.PopCount((uint)subset);
            if (table[subset] < minCount || size < 2 || size > longest)
            {
                continue;
            }

            Merge(shorter, ascending, subset);
            TakeUnions(_perfect.Count, table[subset]);
            _length = before;
        }

        shorter.CopyTo(_path);
    }

    public void Pop()
    {
        (int item, int old) = _above.Pop();
        _perfect.RemoveRange(old, _perfect.Count - old);
        RemoveAt(Array.IndexOf(_path, item, 0, _length));
    }

    /// <summary>Takes the current itemset and all its unions with some of the first perfect extensions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeUnions(int extensions, int count)
    {
        receiver.Take(_path.AsSpan(0, _length), count);
        for (int last = 0; last < extensions && _length < run.MaxLength; last++)
        {
            int at = Insert(_perfect[last]);
            TakeUnions(last, count);
            RemoveAt(at);
        }
    }

    /// <summary>Ends the run before the itemsets, when a look at their number already says that they are too many.</summary>
    private readonly void CheckRoomForUnions()
    {
        double sets = 0;
        double ofThisSize = 1;
        for (int added = 0; added <= _perfect.Count && _length + added <= run.MaxLength; added++)
        {
            sets += _length + added >= run.MinLength && added > 0 ? ofThisSize : 0;
            ofThisSize = ofThisSize * (_perfect.Count - added) / (added + 1);
        }

        // Those without a new extension came earlier; at least half have one.
        run.CheckRoomFor(Math.Floor(sets / 2));
    }

    private void Merge(ReadOnlySpan<int> sorted, int* items, int subset)
    {
        int to = 0;
        int from = 0;
        for (; subset != 0; subset &= subset - 1)
        {
            int item = items[System.Numerics.BitOperations.TrailingZeroCount(subset)];
            while (from < sorted.Length && sorted[from] < item)
            {
                _path[to++] = sorted[from++];
            }

            _path[to++] = item;
        }

        while (from < sorted.Length)
        {
            _path[to++] = sorted[from++];
        }

        _length = to;
    }

    private int Insert(int item)
    {
        int at = _length++;
        for (; at > 0 && _path[at - 1] > item; at--)
        {
            _path[at] = _path[at - 1];
        }

        _path[at] = item;
        return at;
    }

    private void RemoveAt(int at)
    {
        _length--;
        for (; at < _length; at++)
        {
            _path[at] = _path[at + 1];
        }
    }

    private void EnsureRoom(int more)
    {
        if (_length + more > _path.Length)
        {
            Array.Resize(ref _path, (_length + more) * 2);
        }
    }
}
