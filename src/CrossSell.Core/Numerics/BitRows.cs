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

    /// <summary>Writes x AND y of rows that carry weights, and returns the weight of the rows left.</summary>
    /// <param name="x">One vector.</param>
    /// <param name="y">The other.</param>
    /// <param name="result">Where the intersection goes.</param>
    /// <param name="words">The length of all three.</param>
    /// <param name="planes">Plane b holds bit b of each row's weight; planes follow each other at a distance of <paramref name="words"/>.</param>
    /// <param name="planeWords">How many words of each plane are not zero: heavier rows come first, so higher planes are shorter.</param>
    /// <param name="planeCount">How many planes there are.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int AndWeighted(ulong* x, ulong* y, ulong* result, int words, ulong* planes, int* planeWords, int planeCount)
    {
        long weight = 0;
        for (int word = 0; word < words; word++)
        {
            ulong both = x[word] & y[word];
            result[word] = both;
            weight += BitOperations.PopCount(both & planes[word]);
        }

        for (int plane = 1; plane < planeCount; plane++)
        {
            ulong* bits = planes + ((long)plane * words);
            long ofPlane = 0;
            for (int word = 0; word < planeWords[plane]; word++)
            {
                ofPlane += BitOperations.PopCount(result[word] & bits[word]);
            }

            weight += ofPlane << plane;
        }

        return (int)weight;
    }
}
