using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>A section of columns that are used where they lie: the number of columns, then for each its length and the bytes of an element, then the columns, each at a multiple of 64.</summary>
/// <remarks>
/// <code>
/// 0   4  number of columns
/// 4   4  zero
/// 8      for each column 4 elements, 4 bytes an element
/// ...    the columns, little-endian, each at the next multiple of 64; what lies between is zero
/// </code>
/// Sections begin at a multiple of 64 in a file, and files at a page in memory, so every element is aligned.
/// </remarks>
internal static class FlatSection
{
    private const int HeaderSize = 8;
    private const int EntrySize = 8;

    /// <summary>Puts columns behind one another, with what stands in front of them.</summary>
    public static byte[] Write(params ReadOnlySpan<FlatColumn> columns)
    {
        RequireLittleEndian();
        long offset = Align(HeaderSize + (EntrySize * (long)columns.Length));
        foreach (FlatColumn column in columns)
        {
            offset = Align(offset + column.Bytes.Length);
        }

        byte[] section = new byte[checked((int)offset)];
        BinaryPrimitives.WriteInt32LittleEndian(section, columns.Length);
        int at = (int)Align(HeaderSize + (EntrySize * columns.Length));
        for (int c = 0; c < columns.Length; c++)
        {
            ReadOnlySpan<byte> bytes = columns[c].Bytes.Span;
            BinaryPrimitives.WriteInt32LittleEndian(section.AsSpan(HeaderSize + (EntrySize * c)), bytes.Length / columns[c].ElementSize);
            BinaryPrimitives.WriteInt32LittleEndian(section.AsSpan(HeaderSize + (EntrySize * c) + 4), columns[c].ElementSize);
            bytes.CopyTo(section.AsSpan(at));
            at = (int)Align(at + bytes.Length);
        }

        return section;
    }

    /// <summary>Reads the columns one after another.</summary>
    /// <exception cref="InvalidDataException">The section does not hold so many columns, or they do not fill it.</exception>
    public static FlatReader Read(ReadOnlyMemory<byte> section, int columns)
    {
        RequireLittleEndian();
        ReadOnlySpan<byte> bytes = section.Span;
        int header = HeaderSize + (EntrySize * columns);
        if (bytes.Length < header || BinaryPrimitives.ReadInt32LittleEndian(bytes) != columns)
        {
            throw new InvalidDataException($"a section of {columns} columns has {bytes.Length} bytes{(bytes.Length < 4 ? "" : $" and {BinaryPrimitives.ReadInt32LittleEndian(bytes)} columns")}");
        }

        // In place where the bytes stay where they are, such as those of a file; copied from anywhere else.
        return MemoryMarshal.TryGetMemoryManager(section, out FixedMemory? memory, out int start, out int length) && start % FixedMemory.Alignment == 0
            ? new FlatReader(memory, start, length, columns)
            : new FlatReader(FixedMemory.Copy(bytes), 0, bytes.Length, columns);
    }

    public static long Align(long offset) => (offset + FixedMemory.Alignment - 1) / FixedMemory.Alignment * FixedMemory.Alignment;

    /// <summary>Numbers are used where they lie in a file.</summary>
    /// <exception cref="PlatformNotSupportedException">This machine's numbers are of the other kind.</exception>
    public static void RequireLittleEndian()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("Model files hold little-endian numbers that are used in place; this machine's are big-endian.");
        }
    }

    /// <summary>Takes the columns of a section in their order.</summary>
    internal sealed class FlatReader(FixedMemory memory, int start, int length, int columns)
    {
        private long _offset = Align(HeaderSize + (EntrySize * columns));
        private int _column;

        /// <exception cref="InvalidDataException">The column has elements of another size, or lies outside the section.</exception>
        public FlatArray<T> Next<T>()
            where T : unmanaged
        {
            ReadOnlySpan<byte> entry = memory.GetSpan().Slice(start + HeaderSize + (EntrySize * _column), EntrySize);
            int elements = BinaryPrimitives.ReadInt32LittleEndian(entry);
            int size = BinaryPrimitives.ReadInt32LittleEndian(entry[4..]);
            long bytes = (long)elements * size;
            if (elements < 0 || size != System.Runtime.CompilerServices.Unsafe.SizeOf<T>() || bytes > length - _offset)
            {
                throw new InvalidDataException($"column {_column} has {elements} elements of {size} bytes at byte {_offset} of {length}");
            }

            var column = FlatArray<T>.Within(memory, start + (int)_offset, elements);
            _offset = Align(_offset + bytes);
            _column++;
            GC.KeepAlive(memory);
            return column;
        }
    }
}
