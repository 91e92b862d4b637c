using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CrossSell;

/// <summary>The frame of a model file: named sections, each with its own version and checksum, behind a table with a checksum.</summary>
/// <remarks>
/// <code>
/// 0   8  "CROSSELL"
/// 8   4  version of the frame, 1
/// 12  4  number of sections
/// 16 32  SHA-256 of the table
/// 48     table: for each section 16 bytes name (ASCII, zero padded), 4 version, 4 reserved (0), 8 offset, 8 length, 32 SHA-256 of the content
/// ...    contents, each at a multiple of 64
/// </code>
/// Numbers are little-endian. Sections that a reader does not know are passed over, so later versions can add some. The bytes depend on the content alone.
/// </remarks>
internal static class SectionedFile
{
    private const int FrameVersion = 1;
    private const int HeaderSize = 48;
    private const int EntrySize = 72;
    private const int Alignment = 64;
    private const int MaxSections = 1024;

    private static ReadOnlySpan<byte> Magic => "CROSSELL"u8;

    /// <summary>Lays the sections out as one file.</summary>
    public static byte[] Write(IReadOnlyList<FileSection> sections)
    {
        long offset = Align(HeaderSize + (EntrySize * (long)sections.Count));
        var offsets = new long[sections.Count];
        for (int i = 0; i < sections.Count; i++)
        {
            offsets[i] = offset;
            offset = Align(offset + sections[i].Content.Length);
        }

        byte[] file = new byte[checked((int)offset)];
        Magic.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), FrameVersion);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(12), sections.Count);
        Span<byte> table = file.AsSpan(HeaderSize, EntrySize * sections.Count);
        for (int i = 0; i < sections.Count; i++)
        {
            ReadOnlySpan<byte> content = sections[i].Content.Span;
            content.CopyTo(file.AsSpan((int)offsets[i]));
            Span<byte> entry = table.Slice(i * EntrySize, EntrySize);
            Encoding.ASCII.GetBytes(sections[i].Name, entry[..16]);
            BinaryPrimitives.WriteInt32LittleEndian(entry[16..], sections[i].Version);
            BinaryPrimitives.WriteInt64LittleEndian(entry[24..], offsets[i]);
            BinaryPrimitives.WriteInt64LittleEndian(entry[32..], content.Length);
            SHA256.HashData(content, entry[40..]);
        }

        SHA256.HashData(table, file.AsSpan(16, 32));
        return file;
    }

    /// <summary>Reads the sections and checks every checksum before any content is looked at.</summary>
    /// <exception cref="ModelFormatException">The bytes are not a whole, undamaged file of a version that this one reads.</exception>
    public static IReadOnlyList<FileSection> Read(byte[] file, string source) => Read(new ReadOnlyMemory<byte>(file), source);

    /// <inheritdoc cref="Read(byte[], string)"/>
    /// <remarks>The sections are parts of the bytes and stay where these are.</remarks>
    public static IReadOnlyList<FileSection> Read(ReadOnlyMemory<byte> whole, string source)
    {
        ReadOnlySpan<byte> file = whole.Span;
        if (file.Length < HeaderSize || !file[..8].SequenceEqual(Magic))
        {
            throw new ModelFormatException(source, file.Length == 0 ? "it is empty"
                : file.StartsWith(Magic) || Magic.StartsWith(file) ? $"it is cut short: it has {file.Length} bytes, fewer than its head of {HeaderSize}"
                : "it does not begin with the mark 'CROSSELL', so it is another kind of file");
        }

        int version = BinaryPrimitives.ReadInt32LittleEndian(file[8..]);
        if (version is < 1 or > FrameVersion)
        {
            throw new ModelFormatException(source, $"its frame has version {version}, and this release reads up to version {FrameVersion}; a later release wrote it");
        }

        int count = BinaryPrimitives.ReadInt32LittleEndian(file[12..]);
        if (count is < 0 or > MaxSections || file.Length < HeaderSize + (EntrySize * count))
        {
            throw new ModelFormatException(source, $"it is cut short: {file.Length} bytes are fewer than its table of {count} sections needs");
        }

        ReadOnlySpan<byte> table = file.Slice(HeaderSize, EntrySize * count);
        if (!SHA256.HashData(table).AsSpan().SequenceEqual(file.Slice(16, 32)))
        {
            throw new ModelFormatException(source, "its table of sections does not match its checksum, so it is damaged");
        }

        var sections = new FileSection[count];
        long end = HeaderSize + table.Length;
        for (int i = 0; i < count; i++)
        {
            sections[i] = ReadSection(whole, table.Slice(i * EntrySize, EntrySize), ref end, source);
        }

        RequireFilling(file, end, Align(end), source);
        return Align(end) == file.Length
            ? sections
            : throw new ModelFormatException(source, $"it has {file.Length} bytes where its table says {Align(end)}, so it is damaged");
    }

    /// <summary>What tells files apart without reading them. Reads the header alone and judges nothing.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileMark MarkOf(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] header = new byte[HeaderSize];
        int read = file.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false);
        return new FileMark(Convert.ToHexString(header, 0, read), file.Length, File.GetLastWriteTimeUtc(file.SafeFileHandle));
    }

    private static FileSection ReadSection(ReadOnlyMemory<byte> file, ReadOnlySpan<byte> entry, ref long end, string source)
    {
        string name = Encoding.ASCII.GetString(entry[..16]).TrimEnd('\0');
        long offset = BinaryPrimitives.ReadInt64LittleEndian(entry[24..]);
        long length = BinaryPrimitives.ReadInt64LittleEndian(entry[32..]);
        RequireFilling(file.Span, end, offset, source);
        if (offset != Align(end) || length < 0 || length > file.Length - offset)
        {
            throw new ModelFormatException(source, $"it is cut short: section '{name}' should begin at byte {offset} and have {length}, and the file has {file.Length}");
        }

        ReadOnlyMemory<byte> content = file.Slice((int)offset, (int)length);
        if (!SHA256.HashData(content.Span).AsSpan().SequenceEqual(entry[40..]))
        {
            throw new ModelFormatException(source, $"section '{name}' does not match its checksum, so it is damaged");
        }

        end = offset + length;
        return new FileSection(name, BinaryPrimitives.ReadInt32LittleEndian(entry[16..]), content);
    }

    /// <summary>What no checksum covers lies between the sections and is zero, so that any changed byte of a file is noticed.</summary>
    private static void RequireFilling(ReadOnlySpan<byte> file, long from, long to, string source)
    {
        if (from <= to && to <= file.Length && file[(int)from..(int)to].ContainsAnyExcept((byte)0))
        {
            throw new ModelFormatException(source, $"the bytes between its sections, from {from} to {to}, are not zero, so it is damaged");
        }
    }

    private static long Align(long offset) => (offset + Alignment - 1) / Alignment * Alignment;
}
