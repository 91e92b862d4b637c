using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.Numerics;

/// <summary>Sorts a few distinct numbers, falling: each goes to the place that is the number of those greater than it.</summary>
/// <remarks>Compared a vector at a time there is no branch that could be guessed wrong, which is what sorting a short row by comparisons costs.</remarks>
internal static unsafe class SmallSort
{
    /// <summary>Up to here the work, a square, is less than that of other ways.</summary>
    public const int Most = 64;

    /// <summary>The numbers, and the room to work in, must be followed by so much that can be read.</summary>
    public const int Padding = 16;

    /// <param name="values">Distinct numbers of 0 or more; sorted in place.</param>
    /// <param name="count">How many.</param>
    /// <param name="copy">Room for as many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Falling(int* values, int count, int* copy)
    {
        if (!Vector256.IsHardwareAccelerated)
        {
            FallingScalar(values, count);
            return;
        }

        Vector256<int> first = Vector256.Load(values);
        Vector256<int> second = Vector256.Load(values + Vector256<int>.Count);
        first.Store(copy);
        second.Store(copy + Vector256<int>.Count);
        if (count <= 2 * Vector256<int>.Count)
        {
            // Most rows are this short: two vectors, which hold what stands behind the row as well.
            uint valid = (1u << count) - 1;
            for (int i = 0; i < count; i++)
            {
                int value = copy[i];
                Vector256<int> same = Vector256.Create(value);
                values[BitOperations.PopCount((Greater(first, same) | (Greater(second, same) << Vector256<int>.Count)) & valid)] = value;
            }

            return;
        }

        new Span<int>(values, count).CopyTo(new Span<int>(copy, count));
        new Span<int>(copy + count, Padding).Fill(-1);
        for (int i = 0; i < count; i++)
        {
            int value = copy[i];
            Vector256<int> same = Vector256.Create(value);
            int place = 0;
            for (int block = 0; block < count; block += Vector256<int>.Count)
            {
                place += BitOperations.PopCount(Greater(Vector256.Load(copy + block), same));
            }

            values[place] = value;
        }
    }

    /// <summary>The same by insertion: for other processors, and what the vectors are tested against.</summary>
    public static void FallingScalar(int* values, int count)
    {
        for (int i = 1; i < count; i++)
        {
            int value = values[i];
            int place = i;
            for (; place > 0 && values[place - 1] < value; place--)
            {
                values[place] = values[place - 1];
            }

            values[place] = value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Greater(Vector256<int> all, Vector256<int> than) => Vector256.GreaterThan(all, than).ExtractMostSignificantBits();
}
