using System.Globalization;

namespace CrossSell.Data;

/// <summary>Stands between the text and the tokeniser and remembers where in the tokeniser's buffer the text lies.</summary>
/// <remarks>
/// The tokeniser makes a string of every field it is asked for. It also counts the characters it has consumed, and it reads into its own buffer through
/// this reader; so the text of the record it stands on can be had as a span of that buffer, and most fields need no string.
/// </remarks>
internal sealed class ParserWindow(TextReader text, ReadOnlyMemory<char> ahead, string source) : TextReader
{
    /// <summary>A record longer than this means that a quote was opened and never closed.</summary>
    public const int LongestRecord = 1 << 20;

    private ReadOnlyMemory<char> _ahead = ahead;
    private char[] _buffer = [];
    private long _bufferStart;
    private long _delivered;
    private long _lines = 1;

    /// <summary>Whether the text has come to its end.</summary>
    public bool Ended { get; private set; }

    /// <summary>Where the last NUL character of the text read so far stands, or -1.</summary>
    public long LastNul { get; private set; } = -1;

    /// <summary>The text between two positions that the tokeniser has counted; valid until it reads on.</summary>
    public ReadOnlySpan<char> Slice(long start, long end) => _buffer.AsSpan((int)(start - _bufferStart), (int)(end - start));

    public override int Read(char[] buffer, int index, int count)
    {
        if (index > LongestRecord)
        {
            long line = _lines - CountLines(buffer.AsSpan(0, index));
            throw new PurchaseFormatException(new BadRow(source, line, null, null, string.Create(
                CultureInfo.InvariantCulture, $"a record of at most {LongestRecord:N0} characters; a quote is probably opened in this record and not closed")));
        }

        int read = ReadInner(buffer.AsSpan(index, count));
        Ended = read == 0;
        _lines += CountLines(buffer.AsSpan(index, read));
        if (buffer.AsSpan(index, read).LastIndexOf('\0') is >= 0 and int nul)
        {
            LastNul = _delivered + nul;
        }

        _buffer = buffer;
        _bufferStart = _delivered - index;
        _delivered += read;
        return read;
    }

    private int ReadInner(Span<char> target)
    {
        if (_ahead.IsEmpty)
        {
            return text.Read(target);
        }

        int count = Math.Min(_ahead.Length, target.Length);
        _ahead.Span[..count].CopyTo(target);
        _ahead = _ahead[count..];
        return count;
    }

    private static int CountLines(ReadOnlySpan<char> block) => block.Count('\n');
}
