using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>The transactions reduced to what counting pairs needs, with item numbers of 16 or 32 bits.</summary>
/// <remarks>
/// Pairs of hot items are counted while the rows are made. Rows without a cold item are then forgotten; the others are kept, hot numbers first, and every cold item has
/// the list of its places: the range from the row's start to the item, in one word, because looking the start up would be a second cache miss. That is 2 bytes
/// for an item of a kept row and 8 for a cold one.
/// </remarks>
internal sealed unsafe class PairRows<TNumber> : PairSearch
    where TNumber : unmanaged
{
    // What keeps two threads out of each other's cache lines, and room for one number written past a row's end.
    private const int Gap = 64;

    // So many counters are looked through in the time that one is counted up.
    private const int ScannedForOne = 16;

    // Cancellation is looked at after about so many counts.
    private const int Batch = 1 << 24;

    private readonly PinnedBuffer<TNumber> _numbers = new();
    private readonly PinnedBuffer<TNumber> _numberOf = new();
    private readonly PinnedBuffer<long> _places = new();
    private readonly int[] _listStarts;
    private readonly HotTriangle[] _triangles;

    public PairRows(Transactions transactions, PairSlices slices, int[][] supports, PairNumbering numbering, int minCount, MiningRun run)
        : base(numbering, minCount, run)
    {
        int hot = numbering.HotCount;
        int longest = PairLists.LongestRow(transactions);
        _listStarts = PairLists.Starts(numbering);
        long[] rowStarts = new long[slices.Count + 1];
        for (int slice = 0; slice < slices.Count; slice++)
        {
            rowStarts[slice + 1] = rowStarts[slice] + Gap + (hot == numbering.Count ? longest : numbering.Items.Sum(item => (long)supports[slice][item]));
        }

        run.AddMemory(
            ((rowStarts[^1] + transactions.ItemCount) * sizeof(TNumber)) + (_listStarts[^1] * (long)sizeof(long))
            + Enumerable.Range(0, slices.Count).Sum(slice => HotTriangle.BytesFor(hot, slices[slice].To - slices[slice].From) + ((longest + 1L) * sizeof(int))));
        _numbers.Reserve(rowStarts[^1]);
        _places.Reserve(_listStarts[^1]);
        FillNumbers(transactions.ItemCount);
        int[][] cursors = PairLists.Cursors(numbering, _listStarts, supports);
        _triangles = new HotTriangle[slices.Count];
        slices.Run(run, slice =>
        {
            (int from, int to) = slices[slice];
            _triangles[slice] = new HotTriangle(hot, to - from);
            PinnedBuffer<int> cold = new();
            cold.Reserve(longest + 1);
            Fill(transactions, from, to, (int)rowStarts[slice], cursors[slice], cold.Pointer, _triangles[slice]);
            GC.KeepAlive(cold); // Nothing else does while its pointer is in use.
        });
    }

    public override void Find(int number, PairCounters counters)
    {
        int hot = Numbering.HotCount;
        if (number < hot)
        {
            foreach (HotTriangle triangle in _triangles)
            {
                triangle.AddTo(counters.Counters, number);
            }

            counters.Harvest(number, MinCount);
            return;
        }

        int from = _listStarts[number - hot];
        int to = _listStarts[number - hot + 1];
        long counted = CountUp(counters.Counters, from, to);
        if (counted > number / ScannedForOne)
        {
            counters.Harvest(number, MinCount);
        }
        else
        {
            // Looking through the same rows again finds all that was counted, and costs less than looking through all counters.
            counters.Clear();
            Collect(counters, from, to);
            counters.Sort();
        }
    }

    private void FillNumbers(int itemCount)
    {
        _numberOf.Reserve(itemCount);
        for (int item = 0; item < itemCount; item++)
        {
            Narrow.Write(_numberOf.Pointer + item, Numbering.Count);
        }

        for (int number = 0; number < Numbering.Count; number++)
        {
            Narrow.Write(_numberOf.Pointer + Numbering.Items[number], number);
        }
    }

    // Hot: every place of a cold item once, and behind it every item in front of it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long CountUp(int* counters, int from, int to)
    {
        long* places = _places.Pointer;
        TNumber* numbers = _numbers.Pointer;
        long counted = 0;
        long stop = Batch;
        for (int at = from; at < to; at++)
        {
            if (at + Occurrence.Ahead < to)
            {
                CacheHint.Prefetch(numbers + Occurrence.Start(places[at + Occurrence.Ahead]));
            }

            long place = places[at];
            int end = Occurrence.End(place);
            for (int position = Occurrence.Start(place); position < end; position++)
            {
                counters[Narrow.Read(numbers + position)]++;
            }

            counted += end - Occurrence.Start(place);
            if (counted > stop)
            {
                Run.ThrowIfStopped();
                stop = counted + Batch;
            }
        }

        return counted;
    }

    private void Collect(PairCounters counters, int from, int to)
    {
        for (int at = from; at < to; at++)
        {
            int end = Occurrence.End(_places.Pointer[at]);
            for (int position = Occurrence.Start(_places.Pointer[at]); position < end; position++)
            {
                counters.Take(Narrow.Read(_numbers.Pointer + position), MinCount);
            }
        }
    }

    // Hot: touches every item of every transaction once. Branches that depend on the data would cost more than what they save.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(Transactions transactions, int from, int to, int rowStart, int[] cursorOf, int* cold, HotTriangle triangle)
    {
        int hotCount = Numbering.HotCount;
        uint coldCount = (uint)(Numbering.Count - hotCount);
        TNumber* row = _numbers.Pointer + rowStart;
        TNumber* numberOf = _numberOf.Pointer;
        long* places = _places.Pointer;
        long stop = Batch;
        fixed (int* items = transactions.Items, starts = transactions.Starts, cursors = cursorOf)
        {
            for (int transaction = from; transaction < to; transaction++)
            {
                int hots = 0;
                int colds = 0;
                for (int position = starts[transaction]; position < starts[transaction + 1]; position++)
                {
                    int number = Narrow.Read(numberOf + items[position]);
                    Narrow.Write(row + hots, number);
                    hots += number < hotCount ? 1 : 0;
                    cold[colds] = number - hotCount;
                    colds += (uint)(number - hotCount) < coldCount ? 1 : 0;
                }

                if (hots > 1)
                {
                    triangle.Add(row, hots);
                }

                stop -= 64 + ((long)hots * hots);
                if (stop < 0)
                {
                    Run.ThrowIfStopped();
                    stop = Batch;
                }

                if (colds > 0)
                {
                    long start = (row - _numbers.Pointer) << 32;
                    TNumber* next = row + hots;
                    for (int at = 0; at < colds; at++, next++)
                    {
                        places[cursors[cold[at]]++] = start | (uint)(next - _numbers.Pointer);
                        Narrow.Write(next, cold[at] + hotCount);
                    }

                    row = next;
                }
            }
        }
    }
}
