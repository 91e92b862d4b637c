using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.Numerics;

/// <summary>Collects the counters that reach a threshold and sets all of them back to zero, in one pass.</summary>
/// <remarks>Measured: scanning all counters with vectors beats remembering which were touched at every size that occurs in mining.</remarks>
internal static unsafe class CounterScan
{
    /// <summary>Counters are read and cleared in blocks; a buffer must be this much longer than its used part, and zero there.</summary>
    public const int Padding = 16;

    /// <summary>Writes position and value of every counter >= threshold, ascending by position, and clears the counters.</summary>
    /// <returns>How many reached the threshold.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Harvest(int* counters, int length, int threshold, int* positions, int* values)
    {
        int found = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<int> below = Vector512.Create(threshold - 1);
            for (int block = 0; block < length; block += Vector512<int>.Count)
            {
                Vector512<int> counts = Vector512.Load(counters + block);
                ulong hits = Vector512.GreaterThan(counts, below).ExtractMostSignificantBits();
                Vector512<int>.Zero.Store(counters + block);
                for (; hits != 0; hits &= hits - 1)
                {
                    int lane = BitOperations.TrailingZeroCount(hits);
                    positions[found] = block + lane;
                    values[found++] = counts[lane];
                }
            }

            return found;
        }

        // Everywhere else: 256 bits, which the runtime splits in two where only 128 are there (ARM64).
        Vector256<int> floor = Vector256.Create(threshold - 1);
        for (int block = 0; block < length; block += Vector256<int>.Count)
        {
            Vector256<int> counts = Vector256.Load(counters + block);
            uint hits = Vector256.GreaterThan(counts, floor).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                int lane = BitOperations.TrailingZeroCount(hits);
                positions[found] = block + lane;
                values[found++] = counters[block + lane];
            }

            Vector256<int>.Zero.Store(counters + block);
        }

        return found;
    }

    /// <summary>The same, one counter at a time: what the vectors are tested against.</summary>
    public static int HarvestScalar(int* counters, int length, int threshold, int* positions, int* values)
    {
        int found = 0;
        for (int position = 0; position < length; position++)
        {
            if (counters[position] >= threshold)
            {
                positions[found] = position;
                values[found++] = counters[position];
            }

            counters[position] = 0;
        }

        return found;
    }
}
