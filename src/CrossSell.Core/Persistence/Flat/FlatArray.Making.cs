using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>Makes <see cref="FlatArray{T}"/>s.</summary>
internal static class FlatArray
{
    /// <summary>A private copy of numbers.</summary>
    public static FlatArray<T> Copy<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged => FlatArray<T>.Within(FixedMemory.Copy(MemoryMarshal.AsBytes(numbers)), 0, numbers.Length);
}
