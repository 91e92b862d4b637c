using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace CrossSell.Numerics;

/// <summary>Asks the processor to fetch memory early, where it can be asked.</summary>
internal static unsafe class CacheHint
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }

    /// <summary>Asks for an element that is soon to be read; an index outside the array is passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Touch<T>(T[] array, long index)
        where T : unmanaged
    {
        // Fetching is only a hint: were the array moved meanwhile, the wrong line is fetched and nothing else happens.
        if ((ulong)index < (ulong)array.Length)
        {
            Prefetch(Unsafe.AsPointer(ref array[index]));
        }
    }
}
