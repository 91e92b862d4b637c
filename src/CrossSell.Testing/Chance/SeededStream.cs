using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrossSell.Testing.Chance;

/// <summary>
/// A repeatable stream of chance, keyed by (seed, stream name, number, part): two different keys give streams that have nothing to do
/// with one another, so that a new column gets a new name and disturbs no column that was there before.
/// </summary>
/// <remarks>xoshiro256** 1.0 (Blackman and Vigna 2018), its state filled by SplitMix64 (Steele, Lea and Flood 2014) from the mixed key.</remarks>
[StructLayout(LayoutKind.Auto)]
internal struct SeededStream
{
    private ulong _s0, _s1, _s2, _s3;

    public SeededStream(ulong seed, StreamName name, long number, long part = 0)
    {
        // Each part of the key passes the mixer before the next one joins: keys that differ in one bit share no state.
        ulong state = Mix(seed + Gamma);
        state = Mix(state ^ name.Key);
        state = Mix(state + ((ulong)number * Gamma));
        state = Mix(state ^ ((ulong)part + Gamma));
        _s0 = Mix(state += Gamma);
        _s1 = Mix(state += Gamma);
        _s2 = Mix(state += Gamma);
        _s3 = Mix(state + Gamma);
    }

    private const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>The next 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), a multiple of 2^-53.</summary>
    public double NextShare() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, <paramref name="bound"/>); the bias is below bound / 2^64. One draw, always.</summary>
    public int NextBelow(int bound) => (int)Math.BigMul(NextBits(), (ulong)bound, out _);

    /// <summary>The index of the weight on which a uniform draw out of the sum of all weights falls.</summary>
    public int NextIndex(ReadOnlySpan<int> weights)
    {
        int total = 0;
        foreach (int weight in weights)
        {
            total += weight;
        }

        int left = NextBelow(total);
        int index = 0;
        while (left >= weights[index])
        {
            left -= weights[index++];
        }

        return index;
    }

    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
