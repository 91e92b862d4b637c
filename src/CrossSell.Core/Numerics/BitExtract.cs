using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace CrossSell.Numerics;

/// <summary>Moves chosen bits of a word together.</summary>
internal static class BitExtract
{
    /// <summary>The bits of a value where the mask has ones, moved down next to each other in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Extract(ulong value, ulong mask) =>
        Bmi2.X64.IsSupported ? Bmi2.X64.ParallelBitExtract(value, mask) : ExtractScalar(value, mask);

    /// <summary>The same bit by bit: for other processors, and what the instruction is tested against.</summary>
    public static ulong ExtractScalar(ulong value, ulong mask)
    {
        ulong result = 0;
        for (ulong bit = 1; mask != 0; mask &= mask - 1, bit += bit)
        {
            result |= (value >> BitOperations.TrailingZeroCount(mask) & 1) != 0 ? bit : 0;
        }

        return result;
    }
}
