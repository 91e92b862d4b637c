using System.Runtime.CompilerServices;

namespace CrossSell;

/// <summary>Numbers one behind the other at an address that does not change: an array of the program's own, or a part of a mapped file.</summary>
/// <remarks>
/// Immutable and thread-safe. Reading an element by its index is always safe. A <see cref="Span"/> or <see cref="Pointer"/> is good as long as this is reachable: whoever
/// uses one ends with <see cref="GC.KeepAlive"/> of the object that holds this.
/// </remarks>
[CollectionBuilder(typeof(FlatArray), nameof(FlatArray.Copy))]
internal readonly unsafe struct FlatArray<T>
    where T : unmanaged
{
    private readonly FixedMemory? _owner;
    private readonly T* _pointer;

    private FlatArray(FixedMemory owner, T* pointer, int length)
    {
        _owner = owner;
        _pointer = pointer;
        Length = length;
    }

    /// <summary>What must be reachable while a span or a pointer is used; null for no elements at all.</summary>
    public object? Owner => _owner;

    public int Length { get; }

    public T* Pointer => _pointer;

    public ReadOnlySpan<T> Span => new(_pointer, Length);

    public T this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            T value = Span[index];
            GC.KeepAlive(_owner);
            return value;
        }
    }

    public static implicit operator FlatArray<T>(T[] numbers) => FlatArray.Copy<T>(numbers);

    public Enumerator GetEnumerator() => new(this);

    /// <summary>A part of fixed memory, as it is.</summary>
    /// <param name="memory">The memory.</param>
    /// <param name="offset">The first byte, a multiple of <see cref="FixedMemory.Alignment"/>.</param>
    /// <param name="length">The number of elements; all of them lie inside the memory.</param>
    public static FlatArray<T> Within(FixedMemory memory, int offset, int length) => new(memory, (T*)(memory.Start + offset), length);

    public T[] ToArray()
    {
        T[] copy = Span.ToArray();
        GC.KeepAlive(_owner);
        return copy;
    }

    public T[] ToArray(int start, int length)
    {
        T[] copy = Span.Slice(start, length).ToArray();
        GC.KeepAlive(_owner);
        return copy;
    }

    public void CopyTo(Span<T> others)
    {
        Span.CopyTo(others);
        GC.KeepAlive(_owner);
    }

    public struct Enumerator(FlatArray<T> numbers)
    {
        private int _index = -1;

        public readonly T Current => numbers[_index];

        public bool MoveNext() => ++_index < numbers.Length;
    }
}
