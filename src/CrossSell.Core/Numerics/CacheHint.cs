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
}
