using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrossSell.Numerics;

/// <summary>Finds the places of the greatest few of many numbers, in two passes of vectors and a little for each number that comes near.</summary>
/// <remarks>
/// The first pass takes the greatest number of each of 128 lanes. As many lanes as numbers are wanted reach some bound, so as many numbers do: the last one wanted
/// is no less than it. The second pass collects what reaches the bound, not much more than is wanted, and these are parted exactly. O(n); allocates nothing.
/// </remarks>
internal static class GreatestFew
{
    private const int Lanes = 128;
    private const int Halvings = 16;

    /// <summary>Finds the places of the greatest numbers above a bar; of equal numbers the earlier places.</summary>
    /// <param name="numbers">No NaN.</param>
    /// <param name="bar">Only greater numbers count; finite.</param>
    /// <param name="room">Work space, as long as <paramref name="numbers"/>.</param>
    /// <param name="places">Where the places go, in no particular order that depends on anything but the numbers; its length is how many at most.</param>
    /// <returns>How many there are.</returns>
    public static int Find(ReadOnlySpan<float> numbers, float bar, Span<ulong> room, Span<int> places)
    {
        if (places.IsEmpty)
        {
            return 0;
        }

        float least = places.Length < Lanes ? Bound(numbers, bar, places.Length) : bar;
        Span<ulong> found = room[..Collect(numbers, bar, least, room)];
        if (found.Length > places.Length)
        {
            Part(found, places.Length);
            found = found[..places.Length];
        }

        for (int i = 0; i < found.Length; i++)
        {
            places[i] = (int)~(uint)found[i];
        }

        return found.Length;
    }

    // A number, the bar at least, that no fewer than as many numbers as are wanted reach; the bar where they are not so many.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Bound(ReadOnlySpan<float> numbers, float bar, int wanted)
    {
        Span<float> greatest = stackalloc float[Lanes];
        greatest.Fill(float.NegativeInfinity);
        int i = 0;
        ref float number0 = ref MemoryMarshal.GetReference(numbers);
        ref float greatest0 = ref MemoryMarshal.GetReference(greatest);
        for (; i + Lanes <= numbers.Length; i += Lanes)
        {
            for (int lane = 0; lane < Lanes; lane += Vector256<float>.Count)
            {
                Vector256.Max(Vector256.LoadUnsafe(ref greatest0, (nuint)lane), Vector256.LoadUnsafe(ref number0, (nuint)(i + lane))).StoreUnsafe(ref greatest0, (nuint)lane);
            }
        }

        for (; i < numbers.Length; i++)
        {
            greatest[i % Lanes] = Math.Max(greatest[i % Lanes], numbers[i]);
        }

        float low = bar;
        float high = float.NegativeInfinity;
        foreach (float number in greatest)
        {
            high = Math.Max(high, number);
        }

        for (int halving = 0; halving < Halvings && low < high; halving++)
        {
            float middle = (0.5f * low) + (0.5f * high);
            bool reached = Reach(greatest, middle) >= wanted;
            (low, high) = reached ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static int Reach(ReadOnlySpan<float> numbers, float bound)
    {
        int count = 0;
        for (int i = 0; i < numbers.Length; i += Vector256<float>.Count)
        {
            count += BitOperations.PopCount(Vector256.GreaterThanOrEqual(Vector256.Create(numbers[i..]), Vector256.Create(bound)).ExtractMostSignificantBits());
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Collect(ReadOnlySpan<float> numbers, float bar, float least, Span<ulong> room)
    {
        int found = 0;
        int i = 0;
        ref float first = ref MemoryMarshal.GetReference(numbers);
        for (; i + Vector256<float>.Count <= numbers.Length; i += Vector256<float>.Count)
        {
            var block = Vector256.LoadUnsafe(ref first, (nuint)i);
            uint hits = (Vector256.GreaterThan(block, Vector256.Create(bar)) & Vector256.GreaterThanOrEqual(block, Vector256.Create(least))).ExtractMostSignificantBits();
            for (; hits != 0; hits &= hits - 1)
            {
                int place = i + BitOperations.TrailingZeroCount(hits);
                room[found++] = Key(numbers[place], place);
            }
        }

        for (; i < numbers.Length; i++)
        {
            if (numbers[i] > bar && numbers[i] >= least)
            {
                room[found++] = Key(numbers[i], i);
            }
        }

        return found;
    }

    // Greater for a greater number, of equal ones (0 and -0 are) for an earlier place.
    private static ulong Key(float number, int place)
    {
        uint bits = BitConverter.SingleToUInt32Bits(number + 0f);
        uint ordered = (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
        return ((ulong)ordered << 32) | ~(uint)place;
    }

    // Brings the greatest keys to the front (Hoare's "Find"); keys differ.
    private static void Part(Span<ulong> keys, int wanted)
    {
        int low = 0;
        int high = keys.Length - 1;
        while (low < high)
        {
            ulong pivot = Middle(keys[low], keys[(low + high) / 2], keys[high]);
            int i = low;
            int j = high;
            while (i <= j)
            {
                while (keys[i] > pivot)
                {
                    i++;
                }

                while (keys[j] < pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (keys[i], keys[j]) = (keys[j], keys[i]);
                    i++;
                    j--;
                }
            }

            if (wanted - 1 <= j)
            {
                high = j;
            }
            else if (wanted - 1 >= i)
            {
                low = i;
            }
            else
            {
                return;
            }
        }
    }

    private static ulong Middle(ulong a, ulong b, ulong c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
