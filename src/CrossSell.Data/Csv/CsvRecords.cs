using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace CrossSell.Data;

/// <summary>The records of a CSV text one after another. CsvHelper finds where they end and what quotes mean; fields without quotes are handed out as spans.</summary>
internal sealed class CsvRecords : IDisposable
{
    /// <summary>What is expected of a record that <see cref="HasNul"/>.</summary>
    public const string NoNul = "text; a NUL character stands here, so this may be a binary file, or text in another encoding such as UTF-16";

    private const int BufferSize = 1 << 15;
    private readonly CsvParser _parser;
    private readonly ParserWindow _window;
    private readonly char _delimiter;
    private readonly string _source;
    private int[] _ends = new int[64];
    private long _recordStart;
    private int _length;
    private int _split;
    private bool _hasQuotes;
    private bool _strayQuote;

    /// <param name="text">The text; it stays the caller's.</param>
    /// <param name="delimiter">The separator, or null to find it in the first line.</param>
    /// <param name="source">For messages.</param>
    /// <exception cref="PurchaseFormatException">There is no text at all, or it is binary.</exception>
    public CsvRecords(TextReader text, char? delimiter, string source)
    {
        _source = source;
        char[] ahead = new char[BufferSize];
        int read = text.ReadBlock(ahead, 0, ahead.Length);
        if (ahead.AsSpan(0, read).IsWhiteSpace())
        {
            throw new PurchaseFormatException(new BadRow(source, 0, null, null, "a header line and rows; the file is empty"));
        }

        _delimiter = delimiter ?? DelimiterDetector.Detect(ahead.AsSpan(0, read));
        _window = new ParserWindow(text, ahead.AsMemory(0, read), source);
        _parser = new CsvParser(_window, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = _delimiter.ToString(),
            BufferSize = BufferSize,
            BadDataFound = _ => _strayQuote = true,
            ExceptionMessagesContainRawData = false,
        });
    }

    /// <summary>How many fields the record has.</summary>
    public int Count { get; private set; }

    /// <summary>The line on which the record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The line on which the record ends.</summary>
    public long LastLine => _parser.RawRow;

    /// <summary>Whether a NUL character stands in the record.</summary>
    public bool HasNul { get; private set; }

    /// <summary>Goes to the next record that is not blank.</summary>
    /// <exception cref="PurchaseFormatException">The text is binary, or a quote is not closed.</exception>
    public bool Read()
    {
        while (true)
        {
            long start = _parser.CharCount;
            if (!_parser.Read())
            {
                return false;
            }

            ReadOnlySpan<char> text = _window.Slice(start, _parser.CharCount);
            int blank = 0;
            while (blank < text.Length && text[blank] is ('\r' or '\n'))
            {
                blank++;
            }

            ReadOnlySpan<char> record = text[blank..];
            _recordStart = start + text.Length - record.Length;
            _hasQuotes = record.Contains('"');
            HasNul = _window.LastNul >= start && record.Contains('\0');
            Count = _parser.Count;
            _split = 0;
            if (_hasQuotes)
            {
                Line = _parser.RawRow - CountQuotedLines(record);
                return true;
            }

            record = TrimLineEnd(record);
            _length = record.Length;
            Line = _parser.RawRow;
            if (Count > 1 || !record.IsWhiteSpace())
            {
                return true;
            }
        }
    }

    /// <summary>A field's text with its quotes resolved; valid until the next record is read.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> - 1.</param>
    /// <param name="damaged">Whether a quote stands where none may be.</param>
    public ReadOnlySpan<char> Field(int index, out bool damaged)
    {
        damaged = false;
        if (_hasQuotes)
        {
            _strayQuote = false;
            string field = _parser[index];
            damaged = _strayQuote;
            return field;
        }

        while (_split <= index)
        {
            SplitNext();
        }

        int start = index == 0 ? 0 : _ends[index - 1] + 1;
        return _window.Slice(_recordStart + start, _recordStart + _ends[index]);
    }

    public void Dispose() => _parser.Dispose();

    private void SplitNext()
    {
        if (_split == _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
        }

        int start = _split == 0 ? 0 : _ends[_split - 1] + 1;
        int next = _window.Slice(_recordStart + start, _recordStart + _length).IndexOf(_delimiter);
        _ends[_split++] = next < 0 ? _length : start + next;
    }

    /// <summary>The line ends inside the record's quotes; finds a quote that is still open where the text ends.</summary>
    private int CountQuotedLines(ReadOnlySpan<char> record)
    {
        int lines = CountLineEnds(TrimLineEnd(record));
        if (_window.Ended && OpenQuote(record) is >= 0 and int open)
        {
            int total = CountLineEnds(record);
            long line = _parser.RawRow - total + CountLineEnds(record[..open]);
            throw new PurchaseFormatException(new BadRow(_source, line, null, record[open..].ToString(), "a closing quote; the one that opens here is never closed"));
        }

        return lines;
    }

    /// <summary>Where the quote stands that is open at the end, or -1.</summary>
    private int OpenQuote(ReadOnlySpan<char> record)
    {
        int open = -1;
        bool fieldStarts = true;
        bool quotedField = false;
        for (int i = 0; i < record.Length; i++)
        {
            char c = record[i];
            if (c == '"' && (fieldStarts || quotedField))
            {
                // Text between a closing quote and the next: the tokeniser takes the rest of that field as it is.
                quotedField = fieldStarts || open >= 0 || record[i - 1] == '"';
                open = open < 0 && quotedField ? i : -1;
            }

            fieldStarts = open < 0 && c == _delimiter;
            quotedField &= !fieldStarts;
        }

        return open;
    }

    private static int CountLineEnds(ReadOnlySpan<char> text)
    {
        int count = 0;
        for (int i = 0; i < text.Length; i++)
        {
            count += text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')) ? 1 : 0;
        }

        return count;
    }

    private static ReadOnlySpan<char> TrimLineEnd(ReadOnlySpan<char> record)
    {
        if (record.EndsWith('\n'))
        {
            record = record[..^1];
        }

        return record.EndsWith('\r') ? record[..^1] : record;
    }
}
