using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>The part of <see cref="FrequentSearch{TSink}"/> that works on bit rows.</summary>
internal sealed unsafe class BitmapSearch<TSink>(int minCount, MiningRun run)
    where TSink : struct, IItemsetSink
{
    // Words intersected between two looks whether the run goes on: some microseconds.
    private const int LookEvery = 1 << 14;

    private readonly DenseBitmaps _bitmaps = new();
    private readonly Class _top = new();
    private readonly List<Class> _levels = [];
    private readonly PinnedBuffer<int> _table = new();
    private long _unlooked;

    /// <summary>Takes all frequent sets of two or more items of the database, as extensions of the current itemset.</summary>
    /// <param name="database">Its rows, names and true supports.</param>
    /// <param name="lists">The frequent companions of the items that have two or more; the other items have been taken. Null when no pair has been counted.</param>
    /// <param name="sink">Where they go.</param>
    /// <param name="room">How many items the current itemset may still grow by.</param>
    public void Search(ProjectedDatabase database, CompanionLists? lists, ref TSink sink, int room)
    {
        int itemCount = database.ItemCount;
        Grown(_bitmaps.Load(database) + _top.Reserve(itemCount, 0));
        for (int item = 0; item < itemCount; item++)
        {
            _top.Rows[item] = _bitmaps.Row(item);
            _top.Names[item] = database.Names[item];
            _top.Supports[item] = database.Supports[item];
            _top.Bits[item] = 1UL << item;
        }

        if (lists is null)
        {
            Extend(_top, itemCount, level: 0, ref sink, room);
            return;
        }

        run.ThrowIfStopped();
        Grown(Level(0).Reserve(itemCount, _bitmaps.Stride));
        for (int item = itemCount - 1; item >= 1; item--)
        {
            if (lists.Length(item) > 0)
            {
                ExtendListed(item, lists, ref sink, room);
            }
        }
    }

    /// <summary>As <see cref="Extend"/>, for an item of which all pairs are known: only what goes on is intersected.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ExtendListed(int item, CompanionLists lists, ref TSink sink, int room)
    {
        Class next = Level(0);
        int found = lists.Length(item);
        int* others = lists.Items(item);
        int* supports = lists.Counts(item);
        int companions = 0;
        ulong bits = 0;
        long total = 0;
        Look((long)found * _bitmaps.Stride);
        sink.Push(_top.Names[item]);
        for (int i = 0; i < found; i++)
        {
            int other = others[i];
            if (supports[i] == _top.Supports[item])
            {
                sink.AddPerfect(_top.Names[other]);
                continue;
            }

            others[companions] = other;
            next.Names[companions] = _top.Names[other];
            next.Bits[companions] = _top.Bits[other];
            bits |= _top.Bits[other];
            total += supports[i];
            next.Supports[companions++] = supports[i];
        }

        sink.TakePerfect(_top.Supports[item]);
        sink.TakeExtensions(next.Names, next.Supports, companions);
        if (companions >= 2)
        {
            if (_bitmaps.HasRowWords && IsTableCheaper(companions, _top.Supports[item], total))
            {
                Tabulate(_top.Rows[item], next, companions, bits, ref sink, room - 1);
            }
            else
            {
                ulong* free = next.Words;
                for (int companion = 0; companion < companions; companion++, free += _bitmaps.Stride)
                {
                    _bitmaps.And(_top.Rows[item], _top.Rows[others[companion]], free);
                    next.Rows[companion] = free;
                }

                Extend(next, companions, level: 1, ref sink, room - 1);
            }
        }

        sink.Pop();
    }

    private void Look(long words)
    {
        _unlooked += words;
        if (_unlooked >= LookEvery)
        {
            _unlooked = 0;
            run.ThrowIfStopped();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Extend(Class current, int itemCount, int level, ref TSink sink, int room)
    {
        run.ThrowIfStopped();
        Class next = Level(level);
        Grown(next.Reserve(itemCount, _bitmaps.Stride));
        for (int item = itemCount - 1; item >= 1; item--)
        {
            Look((long)item * _bitmaps.Stride);
            sink.Push(current.Names[item]);
            int companions = 0;
            ulong* free = next.Words;
            ulong bits = 0;
            long total = 0;
            for (int other = 0; other < item; other++)
            {
                int support = _bitmaps.And(current.Rows[item], current.Rows[other], free);
                if (support == current.Supports[item])
                {
                    sink.AddPerfect(current.Names[other]);
                }
                else if (support >= minCount)
                {
                    next.Rows[companions] = free;
                    next.Names[companions] = current.Names[other];
                    next.Bits[companions] = current.Bits[other];
                    bits |= current.Bits[other];
                    total += support;
                    next.Supports[companions++] = support;
                    free += _bitmaps.Stride;
                }
            }

            sink.TakePerfect(current.Supports[item]);
            if (room >= 2)
            {
                sink.TakeExtensions(next.Names, next.Supports, companions);
                if (companions >= 2 && room >= 3)
                {
                    if (_bitmaps.HasRowWords && IsTableCheaper(companions, current.Supports[item], total))
                    {
                        Tabulate(current.Rows[item], next, companions, bits, ref sink, room - 1);
                        sink.Pop();
                        continue;
                    }

                    Extend(next, companions, level + 1, ref sink, room - 1);
                }
            }

            sink.Pop();
        }
    }

    /// <summary>Guesses from the supports of the companions how many intersections would follow, and compares.</summary>
    /// <remarks>
    /// As if companions were independent: sets of s are frequent while the mean share to the power of s reaches the minimum. The weights are
    /// nanoseconds measured on one machine; a wrong guess costs time, never the result.
    /// </remarks>
    private bool IsTableCheaper(int companions, int support, long total)
    {
        if (companions > SubsetTable.MostItems)
        {
            return false;
        }

        double share = (double)total / ((double)companions * support);
        double expected = support * share;
        double setsOfSize = companions;
        double intersections = 0;
        for (int size = 2; size <= companions && expected >= minCount; size++)
        {
            setsOfSize = setsOfSize * (companions - size + 1) / size;
            intersections += setsOfSize;
            expected *= share;
        }

        int rows = Math.Min(support, _bitmaps.Stride * 64);
        return (rows * 1.5) + ((1 << companions) * 0.35) < intersections * (8 + (_bitmaps.Stride * 0.5));
    }

    private void Tabulate(ulong* rows, Class next, int companions, ulong bits, ref TSink sink, int room)
    {
        Grown(_table.Reserve(1 << SubsetTable.MostItems));
        new Span<int>(_table.Pointer, 1 << companions).Clear();
        _bitmaps.Tabulate(rows, bits, _table.Pointer);
        SubsetTable.SumSupersets(_table.Pointer, companions);
        sink.TakeTable(_table.Pointer, next.Names, companions, minCount, room);
    }

    // The total is shared by all threads, so it is touched only when there is something to add.
    private void Grown(long bytes)
    {
        if (bytes > 0)
        {
            run.AddMemory(bytes);
        }
    }

    private Class Level(int level)
    {
        while (_levels.Count <= level)
        {
            _levels.Add(new Class());
        }

        return _levels[level];
    }

    /// <summary>The items that extend one itemset (an equivalence class, in the words of Zaki 2000), with their bit rows.</summary>
    private sealed class Class
    {
        private readonly PinnedBuffer<nint> _rows = new();
        private readonly PinnedBuffer<int> _names = new();
        private readonly PinnedBuffer<int> _supports = new();
        private readonly PinnedBuffer<ulong> _bits = new();
        private readonly PinnedBuffer<ulong> _words = new();

        public ulong** Rows => (ulong**)_rows.Pointer;

        public int* Names => _names.Pointer;

        public int* Supports => _supports.Pointer;

        /// <summary>Each item's bit in the rows kept as words.</summary>
        public ulong* Bits => _bits.Pointer;

        /// <summary>Room for the bit rows.</summary>
        public ulong* Words => _words.Pointer;

        /// <returns>By how many bytes it grew.</returns>
        public long Reserve(int itemCount, int stride) =>
            _rows.Reserve(itemCount) + _names.Reserve(itemCount) + _supports.Reserve(itemCount) + _bits.Reserve(itemCount)
            + _words.Reserve((long)itemCount * stride);
    }
}
