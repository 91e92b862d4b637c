namespace CrossSell.Numerics;

/// <summary>A growing array at a fixed address, for kernels that work with pointers. What it held is lost when it grows.</summary>
internal sealed unsafe class PinnedBuffer<T>
    where T : unmanaged
{
    private T[] _array = [];

    /// <summary>The first element; changes when the buffer grows, so take it after <see cref="Reserve"/>.</summary>
    public T* Pointer { get; private set; }

    /// <summary>How many elements there is room for.</summary>
    public int Capacity => _array.Length;

    /// <summary>Makes room for at least so many elements.</summary>
    /// <returns>By how many bytes the buffer grew.</returns>
    public long Reserve(long elements)
    {
        if (elements <= _array.Length)
        {
            return 0;
        }

        long before = _array.Length;
        long wanted = Math.Min(Array.MaxLength, Math.Max(elements, before + before / 2));
        if (elements > wanted)
        {
            throw new InvalidOperationException($"A buffer of {elements} elements was needed; an array holds {Array.MaxLength} at most.");
        }

        _array = GC.AllocateUninitializedArray<T>((int)wanted, pinned: true);
        Pointer = (T*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_array));
        return (wanted - before) * sizeof(T);
    }

    /// <summary>Makes room and sets the first elements to one value.</summary>
    public void Fill(int elements, T value)
    {
        Reserve(elements);
        new Span<T>(Pointer, elements).Fill(value);
    }
}
