using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>A counter for each pair of hot items, small enough for the second-level cache. One instance belongs to one thread.</summary>
/// <remarks>
/// The counters have 16 bits, so that twice as many pairs fit the cache. A row adds at most 1 to each, so after 65,535 rows they are emptied into sums of 32 bits.
/// </remarks>
internal sealed unsafe class HotTriangle
{
    private readonly PinnedBuffer<ushort> _counters = new();
    private readonly PinnedBuffer<int> _sums = new();
    private readonly int _cells;
    private int _rows;

    /// <param name="items">The number of hot items.</param>
    /// <param name="rows">How many rows will be added at most.</param>
    public HotTriangle(int items, int rows)
    {
        _cells = RowStart(items);
        _counters.Fill(_cells, 0);
        if (rows > ushort.MaxValue)
        {
            _sums.Fill(_cells, 0);
        }
    }

    /// <summary>The bytes that a triangle takes.</summary>
    public static long BytesFor(int items, int rows) => (long)RowStart(items) * (sizeof(ushort) + (rows > ushort.MaxValue ? sizeof(int) : 0));

    /// <summary>Counts every pair of a row.</summary>
    /// <param name="row">Hot numbers, ascending.</param>
    /// <param name="length">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add<TNumber>(TNumber* row, int length)
        where TNumber : unmanaged
    {
        if (_rows == ushort.MaxValue)
        {
            Empty(_counters.Pointer, _sums.Pointer, _cells);
            _rows = 0;
        }

        _rows++;
        ushort* counters = _counters.Pointer;
        for (int later = 1; later < length; later++)
        {
            ushort* counterOf = counters + RowStart(Narrow.Read(row + later));
            for (int earlier = 0; earlier < later; earlier++)
            {
                counterOf[Narrow.Read(row + earlier)]++;
            }
        }
    }

    /// <summary>Adds the counts of one item with each smaller number.</summary>
    public void AddTo(int* counts, int number)
    {
        ushort* counters = _counters.Pointer + RowStart(number);
        for (int partner = 0; partner < number; partner++)
        {
            counts[partner] += counters[partner];
        }

        if (_sums.Capacity > 0)
        {
            int* sums = _sums.Pointer + RowStart(number);
            for (int partner = 0; partner < number; partner++)
            {
                counts[partner] += sums[partner];
            }
        }
    }

    /// <summary>Adds the counters to the sums and clears them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Empty(ushort* counters, int* sums, int cells)
    {
        int cell = 0;
        for (; cell + Vector256<ushort>.Count <= cells; cell += Vector256<ushort>.Count)
        {
            (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(Vector256.Load(counters + cell));
            (Vector256.Load(sums + cell) + low.AsInt32()).Store(sums + cell);
            (Vector256.Load(sums + cell + Vector256<int>.Count) + high.AsInt32()).Store(sums + cell + Vector256<int>.Count);
            Vector256<ushort>.Zero.Store(counters + cell);
        }

        EmptyScalar(counters + cell, sums + cell, cells - cell);
    }

    /// <summary>The same, one counter at a time: the rest of the vectors, and what they are tested against.</summary>
    internal static void EmptyScalar(ushort* counters, int* sums, int cells)
    {
        for (int cell = 0; cell < cells; cell++)
        {
            sums[cell] += counters[cell];
            counters[cell] = 0;
        }
    }

    /// <summary>Where the counters of a number with all smaller ones begin.</summary>
    private static int RowStart(int number) => number * (number - 1) / 2;
}
