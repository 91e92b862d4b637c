using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace CrossSell.Numerics;

/// <summary>Finds the places of the greatest few of many numbers, in two passes of vectors and a little for each number that comes near.</summary>
/// <remarks>
/// The first pass takes the greatest number of each of 128 lanes: of the first half of the numbers in 64, of the second half in 64 more, for 64 are eight vectors, which stay in
/// registers. As many lanes as numbers are wanted reach some bound, so as many numbers do: the last one wanted is no less than it. The second pass collects what
/// reaches the bound, not much more than is wanted, and these are parted exactly. O(n); allocates nothing.
/// </remarks>
internal static class GreatestFew
{
    private const int Lanes = 128;
    private const int LanesOfHalf = Lanes / 2;
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

        // No less than the bound is more than the number before it, so that one comparison says both.
        Span<ulong> found = room[..Collect(numbers, least > bar ? MathF.BitDecrement(least) : bar, room)];
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
    private static float Bound(ReadOnlySpan<float> numbers, float bar, int wanted)
    {
        Span<float> greatest = stackalloc float[Lanes];
        greatest.Fill(float.NegativeInfinity);
        int half = numbers.Length / 2;
        LaneGreatest(numbers[..half], greatest[..LanesOfHalf]);
        LaneGreatest(numbers[half..], greatest[LanesOfHalf..]);
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

    // The greatest number of each lane. NaN is excluded, so the machine's own maximum is the right one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LaneGreatest(ReadOnlySpan<float> numbers, Span<float> greatest)
    {
        ref float to = ref MemoryMarshal.GetReference(greatest);
        ref float from = ref MemoryMarshal.GetReference(numbers);
        var a = Vector256.LoadUnsafe(ref to, 0);
        var b = Vector256.LoadUnsafe(ref to, 8);
        var c = Vector256.LoadUnsafe(ref to, 16);
        var d = Vector256.LoadUnsafe(ref to, 24);
        var e = Vector256.LoadUnsafe(ref to, 32);
        var f = Vector256.LoadUnsafe(ref to, 40);
        var g = Vector256.LoadUnsafe(ref to, 48);
        var h = Vector256.LoadUnsafe(ref to, 56);
        int i = 0;
        for (; i + LanesOfHalf <= numbers.Length; i += LanesOfHalf)
        {
            a = Vector256.MaxNative(a, Vector256.LoadUnsafe(ref from, (nuint)i));
            b = Vector256.MaxNative(b, Vector256.LoadUnsafe(ref from, (nuint)i + 8));
            c = Vector256.MaxNative(c, Vector256.LoadUnsafe(ref from, (nuint)i + 16));
            d = Vector256.MaxNative(d, Vector256.LoadUnsafe(ref from, (nuint)i + 24));
            e = Vector256.MaxNative(e, Vector256.LoadUnsafe(ref from, (nuint)i + 32));
            f = Vector256.MaxNative(f, Vector256.LoadUnsafe(ref from, (nuint)i + 40));
            g = Vector256.MaxNative(g, Vector256.LoadUnsafe(ref from, (nuint)i + 48));
            h = Vector256.MaxNative(h, Vector256.LoadUnsafe(ref from, (nuint)i + 56));
        }

        a.StoreUnsafe(ref to, 0);
        b.StoreUnsafe(ref to, 8);
        c.StoreUnsafe(ref to, 16);
        d.StoreUnsafe(ref to, 24);
        e.StoreUnsafe(ref to, 32);
        f.StoreUnsafe(ref to, 40);
        g.StoreUnsafe(ref to, 48);
        h.StoreUnsafe(ref to, 56);
        for (; i < numbers.Length; i++)
        {
            greatest[i % LanesOfHalf] = Math.Max(greatest[i % LanesOfHalf], numbers[i]);
        }
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

    // The keys of all numbers above a cut; four vectors at a time are nearly always passed over by one branch.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Collect(ReadOnlySpan<float> numbers, float cut, Span<ulong> room)
    {
        const int Step = 32;
        int found = 0;
        int i = 0;
        ref float first = ref MemoryMarshal.GetReference(numbers);
        var above = Vector256.Create(cut);
        for (; i + Step <= numbers.Length; i += Step)
        {
            var a = Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)i), above);
            var b = Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)i + 8), above);
            var c = Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)i + 16), above);
            var d = Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)i + 24), above);
            if (((a | b) | (c | d)).AsUInt32() == Vector256<uint>.Zero)
            {
                continue;
            }

            uint hits = a.ExtractMostSignificantBits() | (b.ExtractMostSignificantBits() << 8) | (c.ExtractMostSignificantBits() << 16) | (d.ExtractMostSignificantBits() << 24);
            for (; hits != 0; hits &= hits - 1)
            {
                int place = i + BitOperations.TrailingZeroCount(hits);
                room[found++] = Key(numbers[place], place);
            }
        }

        for (; i < numbers.Length; i++)
        {
            if (numbers[i] > cut)
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
