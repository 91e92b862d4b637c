using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>Bytes at an address that does not change, at a multiple of 64: a private copy, or a file that is mapped and whose pages all processes share.</summary>
/// <remarks>
/// Read only by agreement; thread-safe. A mapping lives as long as this object is reachable and is undone by its finalizer, so whoever reads through a pointer or a
/// span ends with <see cref="GC.KeepAlive"/> of what holds it.
/// </remarks>
internal sealed unsafe class FixedMemory : MemoryManager<byte>
{
    public const int Alignment = 64;

    private readonly object _owner;
    private readonly byte* _start;
    private readonly int _length;

    private FixedMemory(object owner, byte* start, int length)
    {
        _owner = owner;
        _start = start;
        _length = length;
    }

    /// <summary>The first byte.</summary>
    public byte* Start => _start;

    /// <summary>Whether the bytes are those of a file that other processes share.</summary>
    public bool IsMapped => _owner is MemoryMappedViewAccessor;

    /// <summary>A private copy.</summary>
    public static FixedMemory Copy(ReadOnlySpan<byte> bytes)
    {
        FixedMemory memory = Allocate(bytes.Length);
        bytes.CopyTo(new Span<byte>(memory._start, bytes.Length));
        return memory;
    }

    /// <summary>Opens a file to be copied or mapped.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);

    /// <summary>A private copy of a file.</summary>
    /// <exception cref="ModelFormatException">The file has more bytes than a model can have, or fewer than it had.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FixedMemory Read(FileStream file)
    {
        FixedMemory memory = Allocate(LengthOf(file));
        int read = file.ReadAtLeast(new Span<byte>(memory._start, memory._length), memory._length, throwOnEndOfStream: false);
        GC.KeepAlive(memory);
        return read == memory._length ? memory : throw Changed(file.Name, memory._length, read);
    }

    /// <summary>A file as it lies in the page cache. Where it is written over in place, instead of being replaced, reading it is undefined.</summary>
    /// <exception cref="ModelFormatException">The file has more bytes than a model can have.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FixedMemory Map(FileStream file)
    {
        int length = LengthOf(file);
        if (length == 0)
        {
            return Allocate(0);
        }

        using var mapping = MemoryMappedFile.CreateFromFile(file, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        MemoryMappedViewAccessor view = mapping.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);

        // Not AcquirePointer: the reference it counts would keep the finalizer of the handle from undoing the mapping.
        byte* start = (byte*)view.SafeMemoryMappedViewHandle.DangerousGetHandle() + view.PointerOffset;
        return new FixedMemory(view, start, length);
    }

    /// <summary>Makes sure that a file has as many bytes as when it was copied or mapped.</summary>
    /// <exception cref="ModelFormatException">It has more or fewer.</exception>
    public void RequireSameLength(FileStream file)
    {
        if (file.Length != _length)
        {
            throw Changed(file.Name, _length, file.Length);
        }
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(_start, _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)_length, nameof(elementIndex));
        return new MemoryHandle(_start + elementIndex, GCHandle.Alloc(this));
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Nothing to dispose before the last user is gone: see the remarks.
    }

    private static FixedMemory Allocate(int length)
    {
        byte[] array = GC.AllocateUninitializedArray<byte>(checked(length + Alignment), pinned: true);
        byte* first = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        return new FixedMemory(array, (byte*)(((nuint)first + Alignment - 1) / Alignment * Alignment), length);
    }

    private static int LengthOf(FileStream file) => file.Length <= int.MaxValue - Alignment
        ? (int)file.Length
        : throw new ModelFormatException(file.Name, $"it has {file.Length} bytes, and a model has {int.MaxValue - Alignment} at most");

    private static ModelFormatException Changed(string path, long before, long now) => new(
        path, $"it had {before} bytes when it was opened and has {now} now, so somebody writes to it; a model is replaced by a whole file, as Save does, and never written over");
}
