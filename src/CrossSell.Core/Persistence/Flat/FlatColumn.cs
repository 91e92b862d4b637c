using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>A column as <see cref="FlatSection"/> writes it.</summary>
/// <param name="Bytes">Its elements.</param>
/// <param name="ElementSize">The bytes of one.</param>
internal readonly record struct FlatColumn(ReadOnlyMemory<byte> Bytes, int ElementSize)
{
    public static FlatColumn Of<T>(FlatArray<T> numbers)
        where T : unmanaged
    {
        byte[] bytes = MemoryMarshal.AsBytes(numbers.Span).ToArray();
        GC.KeepAlive(numbers.Owner);
        return new FlatColumn(bytes, Unsafe.SizeOf<T>());
    }
}
