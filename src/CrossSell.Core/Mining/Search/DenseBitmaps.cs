using System.Runtime.CompilerServices;
using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>A small dense database turned on its side: one bit row an item, so that a support is the population of an intersection.</summary>
/// <remarks>
/// Vertical mining: Zaki 2000, "Scalable algorithms for association mining" (Eclat). Only for dense projections: on sparse baskets bit rows were measured
/// 35 to 170 times slower than occurrence lists. Rows that stand for one transaction come first and are counted by bits; behind them stand the
/// weighted rows, whose weights are kept as bit planes.
/// </remarks>
internal sealed unsafe class DenseBitmaps
{
    private readonly PinnedBuffer<ulong> _rows = new();
    private readonly PinnedBuffer<ulong> _planes = new();

    /// <summary>Words of the part that counts by bits.</summary>
    public int UnitWords { get; private set; }

    /// <summary>Words of the weighted part.</summary>
    public int WeightedWords { get; private set; }

    /// <summary>Words from one item to the next.</summary>
    public int Stride => UnitWords + WeightedWords;

    /// <summary>How many bits the largest weight has.</summary>
    public int PlaneCount { get; private set; }

    public ulong* Row(int item) => _rows.Pointer + ((long)item * Stride);

    /// <summary>Whether bit rows pay for this database: dense, and small enough for the second-level cache.</summary>
    public static bool Suits(ProjectedDatabase database)
    {
        long cells = (long)database.RowCount * database.ItemCount;
        return database.Starts[database.RowCount] * 24L > cells && cells < 200_000L * 64;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(ProjectedDatabase database)
    {
        SplitByWeight(database);
        int itemCount = database.ItemCount;
        long words = (long)itemCount * Stride;
        _rows.Reserve(words);
        new Span<ulong>(_rows.Pointer, (int)words).Clear();
        int weightedFirst = UnitWords * 64;
        int unit = 0;
        int weighted = 0;
        for (int row = 0; row < database.RowCount; row++)
        {
            int bit = database.Weights[row] == 1 ? unit++ : weightedFirst + weighted++;
            ulong mask = 1UL << (bit & 63);
            for (int position = database.Starts[row]; position < database.Starts[row + 1]; position++)
            {
                Row(database.Items[position])[bit >> 6] |= mask;
            }
        }
    }

    /// <summary>Intersects two bit rows and returns the weight of what is left.</summary>
    public int And(ulong* x, ulong* y, ulong* result)
    {
        int support = BitRows.And(x, y, result, UnitWords);
        return WeightedWords == 0
            ? support
            : support + BitRows.AndWeighted(x + UnitWords, y + UnitWords, result + UnitWords, WeightedWords, _planes.Pointer, PlaneCount);
    }

    private void SplitByWeight(ProjectedDatabase database)
    {
        ReadOnlySpan<int> weights = new(database.Weights, database.RowCount);
        int unit = weights.Count(1);
        int weighted = weights.Length - unit;
        UnitWords = (unit + 63) / 64;
        WeightedWords = (weighted + 63) / 64;
        PlaneCount = 0;
        if (weighted == 0)
        {
            return;
        }

        int heaviest = 0;
        foreach (int weight in weights)
        {
            heaviest = Math.Max(heaviest, weight);
        }

        PlaneCount = System.Numerics.BitOperations.Log2((uint)heaviest) + 1;
        _planes.Reserve((long)PlaneCount * WeightedWords);
        new Span<ulong>(_planes.Pointer, PlaneCount * WeightedWords).Clear();
        int at = 0;
        foreach (int weight in weights)
        {
            if (weight == 1)
            {
                continue;
            }

            for (int plane = 0; plane < PlaneCount; plane++)
            {
                if ((weight >> plane & 1) != 0)
                {
                    _planes.Pointer[(plane * WeightedWords) + (at >> 6)] |= 1UL << (at & 63);
                }
            }

            at++;
        }
    }
}
