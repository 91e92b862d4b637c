using System.Numerics;
using System.Runtime.CompilerServices;

namespace CrossSell.Numerics;

/// <summary>Intersections of bit vectors.</summary>
internal static unsafe class BitRows
{
    /// <summary>Writes x AND y and returns how many bits it has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int And(ulong* x, ulong* y, ulong* result, int words)
    {
        long bits = 0;
        int word = 0;
        for (; word + 4 <= words; word += 4)
        {
            ulong a = x[word] & y[word];
            ulong b = x[word + 1] & y[word + 1];
            ulong c = x[word + 2] & y[word + 2];
            ulong d = x[word + 3] & y[word + 3];
            result[word] = a;
            result[word + 1] = b;
            result[word + 2] = c;
            result[word + 3] = d;
            bits += BitOperations.PopCount(a) + BitOperations.PopCount(b) + BitOperations.PopCount(c) + BitOperations.PopCount(d);
        }

        for (; word < words; word++)
        {
            ulong a = x[word] & y[word];
            result[word] = a;
            bits += BitOperations.PopCount(a);
        }

        return (int)bits;
    }

    /// <summary>Writes x AND y of rows that carry weights, and returns the weight of the rows left. Plane b holds bit b of each row's weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int AndWeighted(ulong* x, ulong* y, ulong* result, int words, ulong* planes, int planeCount)
    {
        long weight = 0;
        for (int word = 0; word < words; word++)
        {
            ulong both = x[word] & y[word];
            result[word] = both;
            for (int plane = 0; plane < planeCount; plane++)
            {
                weight += (long)BitOperations.PopCount(both & planes[(plane * words) + word]) << plane;
            }
        }

        return (int)weight;
    }
}
