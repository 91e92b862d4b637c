using System.Numerics;
using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>A small dense database turned on its side: one bit row an item, so that a support is the population of an intersection.</summary>
/// <remarks>
/// Vertical mining: Zaki 2000, "Scalable algorithms for association mining" (Eclat). Only for dense projections: on sparse baskets bit rows were measured
/// 35 to 170 times slower than occurrence lists. Rows that stand for one transaction come first and are counted by bits; behind them stand the
/// weighted rows, heaviest first, whose weights are kept as bit planes.
/// </remarks>
internal sealed unsafe class DenseBitmaps
{
    private readonly PinnedBuffer<ulong> _rows = new();
    private readonly PinnedBuffer<ulong> _planes = new();
    private readonly PinnedBuffer<int> _planeWords = new();
    private readonly PinnedBuffer<ulong> _itemsOfRow = new();
    private readonly PinnedBuffer<int> _weightOfRow = new();
    private int _weighted;

    /// <summary>Words of the part that counts by bits.</summary>
    public int UnitWords { get; private set; }

    /// <summary>Words of the weighted part.</summary>
    public int WeightedWords { get; private set; }

    /// <summary>Words from one item to the next.</summary>
    public int Stride => UnitWords + WeightedWords;

    /// <summary>How many bits the largest weight has.</summary>
    public int PlaneCount { get; private set; }

    /// <summary>Whether there are so few items that each row is also kept as one word with a bit an item.</summary>
    public bool HasRowWords { get; private set; }

    public ulong* Row(int item) => _rows.Pointer + ((long)item * Stride);

    /// <summary>Whether bit rows pay for this database: dense, and small enough for the second-level cache.</summary>
    public static bool Suits(ProjectedDatabase database)
    {
        long cells = (long)database.RowCount * database.ItemCount;
        return database.ItemTotal * 24L > cells && cells < 200_000L * 64;
    }

    /// <returns>By how many bytes it grew.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Load(ProjectedDatabase database)
    {
        int* slots = stackalloc int[32];
        SplitByWeight(database, slots);
        int stride = Stride;
        long words = (long)database.ItemCount * stride;
        long grown = _rows.Reserve(words);
        new Span<ulong>(_rows.Pointer, (int)words).Clear();
        HasRowWords = database.ItemCount <= 64;
        grown += _itemsOfRow.Reserve(stride * 64L) + _weightOfRow.Reserve(stride * 64L);
        ulong* itemsOfRow = _itemsOfRow.Pointer;
        int* weightOfRow = _weightOfRow.Pointer;
        ulong* rows = _rows.Pointer;
        int* items = database.Items;
        for (int row = 0; row < database.RowCount; row++)
        {
            int weight = database.IsUnweighted ? 1 : database.Weights[row];
            int slot = slots[weight == 1 ? 0 : BitOperations.Log2((uint)weight)]++;
            weightOfRow[slot] = weight;
            ulong mask = 1UL << (slot & 63);
            ulong* column = rows + (slot >> 6);
            ulong all = 0;
            int local;
            for (int* at = items + database.Starts[row]; (local = *at) >= 0; at++)
            {
                column[local * stride] |= mask;
                all |= 1UL << local;
            }

            itemsOfRow[slot] = all;
        }

        return grown + FillPlanes();
    }

    /// <summary>Intersects two bit rows and returns the weight of what is left.</summary>
    public int And(ulong* x, ulong* y, ulong* result)
    {
        int support = BitRows.And(x, y, result, UnitWords);
        return WeightedWords == 0
            ? support
            : support + BitRows.AndWeighted(
                x + UnitWords, y + UnitWords, result + UnitWords, WeightedWords, _planes.Pointer, _planeWords.Pointer, PlaneCount);
    }

    /// <summary>Adds each of some rows to the counter of the subset of chosen items that it holds.</summary>
    /// <param name="rows">Which rows, as bits.</param>
    /// <param name="items">Which items, as bits; the lowest is bit 0 of a subset.</param>
    /// <param name="table">A counter for each subset.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Tabulate(ulong* rows, ulong items, int* table)
    {
        ulong* itemsOfRow = _itemsOfRow.Pointer;
        for (int word = 0; word < UnitWords; word++, itemsOfRow += 64)
        {
            for (ulong bits = rows[word]; bits != 0; bits &= bits - 1)
            {
                table[BitExtract.Extract(itemsOfRow[BitOperations.TrailingZeroCount(bits)], items)]++;
            }
        }

        int* weightOfRow = _weightOfRow.Pointer + (UnitWords * 64);
        for (int word = UnitWords; word < Stride; word++, itemsOfRow += 64, weightOfRow += 64)
        {
            for (ulong bits = rows[word]; bits != 0; bits &= bits - 1)
            {
                int row = BitOperations.TrailingZeroCount(bits);
                table[BitExtract.Extract(itemsOfRow[row], items)] += weightOfRow[row];
            }
        }
    }

    /// <summary>Finds for each power of two where the rows of about that weight begin: single ones first, then the heaviest.</summary>
    private void SplitByWeight(ProjectedDatabase database, int* slots)
    {
        new Span<int>(slots, 32).Clear();
        int unit = database.RowCount;
        int heaviest = 1;
        if (!database.IsUnweighted)
        {
            unit = 0;
            for (int row = 0; row < database.RowCount; row++)
            {
                int weight = database.Weights[row];
                heaviest |= weight;
                unit += weight == 1 ? 1 : 0;
                slots[weight == 1 ? 0 : BitOperations.Log2((uint)weight)]++;
            }
        }

        UnitWords = (unit + 63) / 64;
        WeightedWords = (database.RowCount - unit + 63) / 64;
        PlaneCount = WeightedWords == 0 ? 0 : BitOperations.Log2((uint)heaviest) + 1;
        _planeWords.Reserve(32);
        int slot = UnitWords * 64;
        for (int power = 31; power >= 1; power--)
        {
            int rows = slots[power];
            slots[power] = slot;
            slot += rows;
            _planeWords.Pointer[power] = (slot - (UnitWords * 64) + 63) / 64;
        }

        slots[0] = 0;
        _weighted = database.RowCount - unit;
    }

    private long FillPlanes()
    {
        long grown = _planes.Reserve((long)PlaneCount * WeightedWords);
        new Span<ulong>(_planes.Pointer, PlaneCount * WeightedWords).Clear();
        int* weights = _weightOfRow.Pointer + (UnitWords * 64);
        for (int row = 0; row < _weighted; row++)
        {
            for (uint weight = (uint)weights[row]; weight != 0; weight &= weight - 1)
            {
                _planes.Pointer[((long)BitOperations.TrailingZeroCount(weight) * WeightedWords) + (row >> 6)] |= 1UL << (row & 63);
            }
        }

        return grown;
    }
}
