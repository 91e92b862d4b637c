using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.Numerics;

/// <summary>Finds the greatest few of a short row of numbers in falling order, by going through it once for each.</summary>
/// <remarks>Hardly a branch depends on a number, so hardly one is guessed wrong, which is what moving places costs. O(numbers · wanted); allocates nothing.</remarks>
internal static unsafe class FewOfRow
{
    /// <summary>The most numbers that are found this way.</summary>
    public const int Most = 16;

    /// <summary>A row is whole vectors of so many numbers.</summary>
    public const int Multiple = 4;

    /// <summary>Finds the places of the greatest numbers.</summary>
    /// <param name="numbers">The row, a multiple of <see cref="Multiple"/> long. Finite, or negative infinity for no number at all.</param>
    /// <param name="places">Where the places go, that of the greatest number first; <see cref="Most"/> at most.</param>
    /// <returns>How many there are; -1 where equal numbers are among them, for which there is no order here.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Find(ReadOnlySpan<double> numbers, Span<int> places)
    {
        double* falling = stackalloc double[Most];
        for (int i = 0; i < Most; i += Vector256<double>.Count)
        {
            Vector256.Create(double.NegativeInfinity).Store(falling + i);
        }

        fixed (double* row = numbers)
        {
            int found = Falling(row, numbers.Length, falling, places.Length);
            if (found == 0)
            {
                return 0;
            }

            Vector256<double> a = Vector256.Load(falling), b = Vector256.Load(falling + 4), c = Vector256.Load(falling + 8), d = Vector256.Load(falling + 12);
            var last = Vector256.Create(falling[found - 1]);
            int hits = 0;
            for (int i = 0; i < numbers.Length; i += Vector256<double>.Count)
            {
                for (uint hit = Vector256.GreaterThanOrEqual(Vector256.Load(row + i), last).ExtractMostSignificantBits(); hit != 0; hit &= hit - 1)
                {
                    if (++hits > found)
                    {
                        return -1;
                    }

                    int at = i + BitOperations.TrailingZeroCount(hit);
                    var number = Vector256.Create(row[at]);
                    uint greater = Vector256.GreaterThan(a, number).ExtractMostSignificantBits() | (Vector256.GreaterThan(b, number).ExtractMostSignificantBits() << 4)
                        | (Vector256.GreaterThan(c, number).ExtractMostSignificantBits() << 8) | (Vector256.GreaterThan(d, number).ExtractMostSignificantBits() << 12);
                    places[BitOperations.PopCount(greater)] = at;
                }
            }

            return found;
        }
    }

    // The greatest different numbers.
    private static int Falling(double* row, int length, double* falling, int wanted)
    {
        Vector256<double> nothing = Vector256.Create(double.NegativeInfinity);
        Vector256<double> bound = Vector256.Create(double.PositiveInfinity);
        for (int found = 0; found < wanted; found++)
        {
            Vector256<double> even = nothing;
            Vector256<double> odd = nothing;
            int i = 0;
            for (; i + 8 <= length; i += 8)
            {
                Vector256<double> some = Vector256.Load(row + i);
                Vector256<double> others = Vector256.Load(row + i + 4);
                even = Vector256.MaxNative(even, Vector256.ConditionalSelect(Vector256.LessThan(some, bound), some, nothing));
                odd = Vector256.MaxNative(odd, Vector256.ConditionalSelect(Vector256.LessThan(others, bound), others, nothing));
            }

            for (; i < length; i += 4)
            {
                Vector256<double> some = Vector256.Load(row + i);
                even = Vector256.MaxNative(even, Vector256.ConditionalSelect(Vector256.LessThan(some, bound), some, nothing));
            }

            even = Vector256.MaxNative(even, odd);
            Vector128<double> two = Vector128.MaxNative(even.GetLower(), even.GetUpper());
            two = Vector128.MaxNative(two, Vector128.Shuffle(two, Vector128.Create(1L, 0L)));
            falling[found] = two[0];
            if (double.IsNegativeInfinity(two[0]))
            {
                return found;
            }

            bound = Vector256.Create(two[0]);
        }

        return wanted;
    }
}
