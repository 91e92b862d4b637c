using System.Buffers;
using System.Runtime.CompilerServices;

namespace CrossSell;

/// <summary>Numbers that lie in fixed memory, as <see cref="Memory{T}"/>: whoever has it keeps the memory.</summary>
/// <param name="memory">The memory.</param>
/// <param name="offset">The first byte, a multiple of <see cref="FixedMemory.Alignment"/>.</param>
/// <param name="length">The number of elements; all of them lie inside the memory.</param>
internal sealed unsafe class FixedNumbers<T>(FixedMemory memory, int offset, int length) : MemoryManager<T>
    where T : unmanaged
{
    /// <summary>The memory, which lives as long as this.</summary>
    public FixedMemory Holder => memory;

    /// <inheritdoc/>
    public override Span<T> GetSpan() => new(memory.Start + offset, length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)length, nameof(elementIndex));
        return memory.Pin(offset + (elementIndex * Unsafe.SizeOf<T>()));
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // The memory goes with the last one who has it.
    }
}
