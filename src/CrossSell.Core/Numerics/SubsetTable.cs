using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.Numerics;

/// <summary>A table with one counter for each of the 2^k subsets of k items.</summary>
internal static unsafe class SubsetTable
{
    /// <summary>No table is made for more items: 2^14 counters are as much as the fast caches hold.</summary>
    public const int MostItems = 14;

    /// <summary>Turns counts of exact rows into supports: each entry becomes the sum over its supersets (zeta transform over the subset lattice).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SumSupersets(int* table, int itemCount)
    {
        int size = 1 << itemCount;
        if (size < Vector256<int>.Count || !Vector256.IsHardwareAccelerated)
        {
            SumSupersetsScalar(table, itemCount);
            return;
        }

        AddWithinVectors(table, size);
        for (int half = Vector256<int>.Count; half < size; half *= 2)
        {
            for (int block = 0; block < size; block += 2 * half)
            {
                for (int entry = block; entry < block + half; entry += Vector256<int>.Count)
                {
                    (Vector256.Load(table + entry) + Vector256.Load(table + entry + half)).Store(table + entry);
                }
            }
        }
    }

    /// <summary>The same without vectors: what the vectors are tested against.</summary>
    public static void SumSupersetsScalar(int* table, int itemCount)
    {
        for (int bit = 0; bit < itemCount; bit++)
        {
            AddUpperHalves(table, 1 << itemCount, 1 << bit);
        }
    }

    /// <summary>Adds to <paramref name="bySize"/>[s] the number of subsets of s items whose entry reaches the threshold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CountBySize(int* table, int itemCount, int threshold, long* bySize)
    {
        int size = 1 << itemCount;
        if (size < Vector256<int>.Count)
        {
            CountBySizeScalar(table, itemCount, threshold, bySize);
            return;
        }

        // Eight neighbours share their upper bits; within them the number of items is fixed by the lane.
        Vector256<int> below = Vector256.Create(threshold - 1);
        for (int block = 0; block < size; block += Vector256<int>.Count)
        {
            uint hits = Vector256.GreaterThan(Vector256.Load(table + block), below).ExtractMostSignificantBits();
            if (hits != 0)
            {
                long* at = bySize + BitOperations.PopCount((uint)block);
                at[0] += hits & 1;
                at[1] += BitOperations.PopCount(hits & 0b0001_0110);
                at[2] += BitOperations.PopCount(hits & 0b0110_1000);
                at[3] += hits >> 7;
            }
        }
    }

    /// <summary>The same without vectors: what the vectors are tested against.</summary>
    public static void CountBySizeScalar(int* table, int itemCount, int threshold, long* bySize)
    {
        for (int subset = 0; subset < 1 << itemCount; subset++)
        {
            if (table[subset] >= threshold)
            {
                bySize[BitOperations.PopCount((uint)subset)]++;
            }
        }
    }

    // The three lowest bits at once: each lane takes the lane above it by 1, then 2, then 4.
    private static void AddWithinVectors(int* table, int size)
    {
        Vector256<int> evens = Vector256.Create(-1, 0, -1, 0, -1, 0, -1, 0);
        Vector256<int> pairs = Vector256.Create(-1, -1, 0, 0, -1, -1, 0, 0);
        Vector256<int> lower = Vector256.Create(-1, -1, -1, -1, 0, 0, 0, 0);
        for (int block = 0; block < size; block += Vector256<int>.Count)
        {
            Vector256<int> sums = Vector256.Load(table + block);
            sums += Vector256.Shuffle(sums, Vector256.Create(1, 1, 3, 3, 5, 5, 7, 7)) & evens;
            sums += Vector256.Shuffle(sums, Vector256.Create(2, 3, 2, 3, 6, 7, 6, 7)) & pairs;
            sums += Vector256.Shuffle(sums, Vector256.Create(4, 5, 6, 7, 4, 5, 6, 7)) & lower;
            sums.Store(table + block);
        }
    }

    private static void AddUpperHalves(int* table, int size, int half)
    {
        for (int block = 0; block < size; block += 2 * half)
        {
            for (int entry = block; entry < block + half; entry++)
            {
                table[entry] += table[entry + half];
            }
        }
    }
}
