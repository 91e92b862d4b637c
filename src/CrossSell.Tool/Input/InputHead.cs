using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace CrossSell.Tool;

/// <summary>What the first bytes of an input tell about it.</summary>
internal static class InputHead
{
    private const int Length = 4096;
    private static readonly SearchValues<byte> s_delimiters = SearchValues.Create(",;\t|"u8);
    private static readonly SearchValues<byte> s_plainNumbers = SearchValues.Create("0123456789 \t\r"u8);

    /// <summary>The first bytes of the text, unpacked when they are gzip; fewer or none when they cannot be unpacked.</summary>
    public static byte[] Unpack(Stream stream)
    {
        byte[] head = new byte[Length];
        int read = stream.ReadAtLeast(head, Length, throwOnEndOfStream: false);
        if (read < 2 || head[0] != 0x1F || head[1] != 0x8B)
        {
            return head[..read];
        }

        byte[] text = new byte[Length];
        try
        {
            using var gzip = new GZipStream(new MemoryStream(head, 0, read, writable: false), CompressionMode.Decompress);
            return text[..gzip.ReadAtLeast(text, Length, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>What stands there instead of text, for a message; null when it may be text.</summary>
    public static string? NotText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\u0003\u0004"u8))
        {
            return "a zip archive or an Excel workbook; save the table as CSV, or unpack it, first";
        }

        bool utf16 = head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        return head.Contains((byte)0) && !utf16 ? "a binary file; expected text: CSV, or baskets of plain tokens (FIMI)" : null;
    }

    /// <summary>The first line, a character for each byte; empty when its end is not among the first bytes.</summary>
    public static string FirstLine(ReadOnlySpan<byte> head)
    {
        int end = head.IndexOf((byte)'\n');
        return end < 0 ? "" : Encoding.Latin1.GetString(head[..end]).TrimEnd('\r');
    }

    /// <summary>The format by the name's ending, else by the first line that is not blank.</summary>
    public static InputFormat Guess(string name, ReadOnlySpan<byte> head)
    {
        string plain = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        if (plain.EndsWith(".dat", StringComparison.OrdinalIgnoreCase) || plain.EndsWith(".fimi", StringComparison.OrdinalIgnoreCase))
        {
            return InputFormat.Fimi;
        }

        if (plain.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || plain.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase))
        {
            return InputFormat.Csv;
        }

        head = head.TrimStart("\r\n \t"u8);
        int end = head.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? head : head[..end];
        bool plainNumbers = !line.ContainsAnyExcept(s_plainNumbers);
        return !plainNumbers && line.ContainsAny(s_delimiters) ? InputFormat.Csv : InputFormat.Fimi;
    }
}
