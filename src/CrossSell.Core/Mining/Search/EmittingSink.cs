using System.Runtime.CompilerServices;

namespace CrossSell.Mining.Search;

/// <summary>Hands each itemset on by itself, its items in ascending order.</summary>
internal unsafe struct EmittingSink(ItemsetReceiver receiver, MiningRun run) : IItemsetSink
{
    private readonly List<int> perfect = [];
    private readonly Stack<(int Item, int Perfect)> above = new();
    private int[] path = new int[256];
    private int length;

    public void Push(int item)
    {
        above.Push((item, perfect.Count));
        EnsureRoom(SmallTable.MostItems + 2);
        Insert(item);
    }

    public readonly void AddPerfect(int item) => perfect.Add(item);

    public void TakePerfect(int count)
    {
        int old = above.Peek().Perfect;
        if (perfect.Count == old)
        {
            return;
        }

        EnsureRoom(perfect.Count + SmallTable.MostItems + 2);
        CheckRoomForUnions();

        // Each union is made once: by the last new extension in it.
        for (int last = old; last < perfect.Count && length < run.MaxLength; last++)
        {
            int at = Insert(perfect[last]);
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
            TakeUnions(perfect.Count, counts[i]);
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
        Span<int> shorter = stackalloc int[this.length];
        path.AsSpan(0, this.length).CopyTo(shorter);
        int before = this.length;
        for (int subset = 3; subset < 1 << length; subset++)
        {
            int size = System.Numerics.BitOperations.PopCount((uint)subset);
            if (table[subset] < minCount || size < 2 || size > longest)
            {
                continue;
            }

            Merge(shorter, ascending, subset);
            TakeUnions(perfect.Count, table[subset]);
            this.length = before;
        }

        shorter.CopyTo(path);
    }

    public void Pop()
    {
        (int item, int old) = above.Pop();
        perfect.RemoveRange(old, perfect.Count - old);
        RemoveAt(Array.IndexOf(path, item, 0, length));
    }

    /// <summary>Takes the current itemset and all its unions with some of the first perfect extensions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeUnions(int extensions, int count)
    {
        receiver.Take(path.AsSpan(0, length), count);
        for (int last = 0; last < extensions && length < run.MaxLength; last++)
        {
            int at = Insert(perfect[last]);
            TakeUnions(last, count);
            RemoveAt(at);
        }
    }

    /// <summary>Ends the run before the itemsets, when a look at their number already says that they are too many.</summary>
    private readonly void CheckRoomForUnions()
    {
        double sets = 0;
        double ofThisSize = 1;
        for (int added = 0; added <= perfect.Count && length + added <= run.MaxLength; added++)
        {
            sets += length + added >= run.MinLength && added > 0 ? ofThisSize : 0;
            ofThisSize = ofThisSize * (perfect.Count - added) / (added + 1);
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
                path[to++] = sorted[from++];
            }

            path[to++] = item;
        }

        while (from < sorted.Length)
        {
            path[to++] = sorted[from++];
        }

        length = to;
    }

    private int Insert(int item)
    {
        int at = length++;
        for (; at > 0 && path[at - 1] > item; at--)
        {
            path[at] = path[at - 1];
        }

        path[at] = item;
        return at;
    }

    private void RemoveAt(int at)
    {
        length--;
        for (; at < length; at++)
        {
            path[at] = path[at + 1];
        }
    }

    private void EnsureRoom(int more)
    {
        if (length + more > path.Length)
        {
            Array.Resize(ref path, (length + more) * 2);
        }
    }
}
