using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrossSell.Numerics;

/// <summary>Memory for tables that are read at random: on pages of 2 MB where the system gives them, so that the address of a line is not itself a miss.</summary>
internal static unsafe partial class HugePages
{
    private const int PageSize = 2 << 20;
    private const int AdviseHugePages = 14; // MADV_HUGEPAGE of <sys/mman.h>

    /// <summary>Zeros at an address that does not change.</summary>
    public static T[] Allocate<T>(int length)
        where T : unmanaged
    {
        // Not touched before the advice: a page that is there already stays a small one.
        T[] array = GC.AllocateUninitializedArray<T>(length, pinned: true);
        nuint bytes = (nuint)length * (nuint)sizeof(T);
        if (OperatingSystem.IsLinux() && bytes >= 2 * PageSize)
        {
            // Whole pages of 2 MB alone: what else the collector has beside the array is not spoken of.
            var first = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
            nuint start = (first + PageSize - 1) / PageSize * PageSize;
            Advise(start, ((first + bytes) / PageSize * PageSize) - start);
        }

        array.AsSpan().Clear();
        return array;
    }

    // Only advice: where it is not taken, or not to be had, the pages are small ones.
    private static void Advise(nuint start, nuint bytes)
    {
        try
        {
            _ = Madvise(start, bytes, AdviseHugePages);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Madvise(nuint start, nuint bytes, int advice);
}
