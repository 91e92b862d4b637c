using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace CrossSell;

/// <summary>Reads a section of a model file value by value, and leaves long columns of numbers where they lie.</summary>
internal sealed class SectionReader : BinaryReader
{
    private readonly FixedMemory _memory;
    private readonly int _start;

    private SectionReader(FixedMemory memory, int start, Stream content)
        : base(content, Encoding.UTF8)
    {
        _memory = memory;
        _start = start;
    }

    /// <param name="section">The section: read in place where its bytes stay where they are, such as those of a file; copied from anywhere else.</param>
    public static unsafe SectionReader Of(ReadOnlyMemory<byte> section)
    {
        if (!MemoryMarshal.TryGetMemoryManager(section, out FixedMemory? memory, out int start, out int length) || start % FixedMemory.Alignment != 0)
        {
            (memory, start, length) = (FixedMemory.Copy(section.Span), 0, section.Length);
        }

        return new SectionReader(memory, start, new UnmanagedMemoryStream(memory.Start + start, length));
    }

    /// <summary>So many numbers from the present position on, as they lie there; the position moves behind them.</summary>
    /// <param name="count">How many; all of them lie in the section. The position is a multiple of 64.</param>
    public ReadOnlyMemory<T> Take<T>(int count)
        where T : unmanaged
    {
        int first = (int)BaseStream.Position;
        BaseStream.Position = first + ((long)count * Unsafe.SizeOf<T>());
        return new FixedNumbers<T>(_memory, _start + first, count).Memory;
    }
}
