using System.Text;
using System.Text.Unicode;

namespace CrossSell.Data;

/// <summary>Takes basket lines out of blocks of bytes: items between blanks, a basket for each line.</summary>
internal sealed class FimiParser(IBasketLines lines, ProgressMeter meter, string source)
{
    private const int LongestLine = 1 << 26;
    private long _line;
    private long _emptyLines;

    /// <exception cref="PurchaseFormatException">The file is binary or empty, or a line is bad and bad lines are not skipped.</exception>
    public void Parse(Stream stream)
    {
        byte[] buffer = new byte[1 << 18];
        int length = 0;
        bool first = true;
        while (true)
        {
            int read = stream.Read(buffer.AsSpan(length));
            ReadOnlySpan<byte> text = buffer.AsSpan(0, length + read);
            if (first && text.StartsWith(Encoding.UTF8.Preamble))
            {
                text = text[3..];
            }

            if (read == 0)
            {
                if (!text.IsEmpty)
                {
                    AddLine(text);
                }

                break;
            }

            int used = ParseLines(text);
            first &= used == 0;
            length = text.Length - used;
            if (length > LongestLine)
            {
                throw Fault(_line + 1, $"a line of at most {LongestLine:N0} bytes");
            }

            byte[] target = length > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
            text[used..].CopyTo(target);
            buffer = target;
        }

        if (_line == 0)
        {
            throw Fault(0, "baskets, one a line; the file is empty");
        }
    }

    private int ParseLines(ReadOnlySpan<byte> text)
    {
        int start = 0;
        while (text[start..].IndexOf((byte)'\n') is >= 0 and int length)
        {
            AddLine(text.Slice(start, length));
            start += length + 1;
        }

        return start;
    }

    private void AddLine(ReadOnlySpan<byte> line)
    {
        _line++;
        meter.Advance();
        if (line.EndsWith((byte)'\r'))
        {
            line = line[..^1];
        }

        line = line.Trim(" \t"u8);
        if (line.IsEmpty)
        {
            // Empty lines at the very end are no baskets, and which are the last is known only when another comes.
            _emptyLines++;
            return;
        }

        // Nearly every line is ASCII without a NUL, and one look says so.
        if (line.ContainsAnyExceptInRange((byte)1, (byte)127))
        {
            if (line.Contains((byte)0))
            {
                Reject(line, CsvRecords.NoNul);
                return;
            }

            if (!Utf8.IsValid(line))
            {
                Reject(line, "text in UTF-8");
                return;
            }
        }

        for (; _emptyLines > 0; _emptyLines--)
        {
            lines.Add([]);
        }

        lines.Add(line);
    }

    private void Reject(ReadOnlySpan<byte> line, string expected)
    {
        if (_line == 1)
        {
            // A file that begins like this is no basket file; skipping its lines would only hide that.
            throw Fault(_line, expected);
        }

        lines.Reject(new BadRow(source, _line, null, Encoding.UTF8.GetString(line), expected));
    }

    private PurchaseFormatException Fault(long line, string expected) => new(new BadRow(source, line, null, null, expected));
}
