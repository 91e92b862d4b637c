using System.Runtime.CompilerServices;

namespace CrossSell.Mining.Search;

/// <summary>Item numbers of 16 bits where they fit and of 32 where they do not, with one text for both: the compiler leaves the branch out.</summary>
internal static unsafe class Narrow
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Read<TNumber>(TNumber* from)
        where TNumber : unmanaged => sizeof(TNumber) == sizeof(ushort) ? *(ushort*)from : *(int*)from;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<TNumber>(TNumber* to, int number)
        where TNumber : unmanaged
    {
        if (sizeof(TNumber) == sizeof(ushort))
        {
            *(ushort*)to = (ushort)number;
        }
        else
        {
            *(int*)to = number;
        }
    }
}
