using System.Globalization;
using System.Text;

namespace CrossSell.Data;

/// <summary>A small CSV file of which a few columns are read, found by their names.</summary>
internal sealed class NamedTable : IDisposable
{
    private readonly FileStream? _file;
    private readonly Stream _stream;
    private readonly StreamReader _text;
    private readonly CsvRecords _records;
    private readonly string[] _header;
    private readonly string _source;
    private readonly List<BadRow> _faults;

    public NamedTable(string path, CsvCatalogOptions options, List<BadRow> faults)
        : this(SourceFile.Open(path), path, options.Delimiter, options.Encoding, faults) => _file = (FileStream)_stream;

    /// <summary>Reads a stream, which stays open.</summary>
    public NamedTable(Stream stream, string source, char? delimiter, Encoding? encoding, List<BadRow> faults)
    {
        _stream = stream;
        _source = source;
        _faults = faults;
        _text = new StreamReader(PackedSource.Unpack(stream, source), encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
        _records = new CsvRecords(_text, delimiter, source);
        _records.Read();
        _header = [.. Enumerable.Range(0, _records.Count).Select(i => _records.Field(i, out _).Trim().ToString())];
    }

    public long Line => _records.Line;

    /// <summary>Where a column stands that has one of these names; -1, with a fault when it is needed, where none or several do.</summary>
    public int Find(bool needed, params ReadOnlySpan<string> names)
    {
        int found = -1;
        bool several = false;
        for (int p = 0; p < _header.Length; p++)
        {
            if (names.Contains(HeaderName.Normalize(_header[p])))
            {
                several |= found >= 0;
                found = p;
            }
        }

        if (several || (needed && found < 0))
        {
            _faults.Add(new BadRow(_source, _records.Line, null, null, $"one column '{names[0]}'; the header has {string.Join(", ", _header.Select(h => $"'{h}'"))}"));
            return -1;
        }

        return found;
    }

    /// <summary>The next row with as many fields as the header; others are faults.</summary>
    public bool Read()
    {
        while (_records.Read())
        {
            if (!_records.HasNul && _records.Count == _header.Length)
            {
                return true;
            }

            Fail(-1, null, _records.HasNul ? CsvRecords.NoNul : string.Create(CultureInfo.InvariantCulture, $"{_header.Length} fields as in the header, met {_records.Count}"));
        }

        return false;
    }

    /// <summary>The text at a place of the row; empty for a place below 0.</summary>
    public string Text(int place)
    {
        if (place < 0)
        {
            return "";
        }

        string text = _records.Field(place, out bool damaged).ToString();
        if (damaged || text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            Fail(place, text, damaged ? "a field with its quotes in order" : "text that can be decoded; the file may be in another encoding than the one it is read with");
        }

        return text;
    }

    public void Fail(int place, string? value, string expected) => _faults.Add(new BadRow(_source, _records.Line, place < 0 ? null : _header[place], value, expected));

    public void Dispose()
    {
        _records.Dispose();
        _text.Dispose();
        _file?.Dispose();
    }
}
