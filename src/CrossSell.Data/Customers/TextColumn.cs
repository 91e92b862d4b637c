namespace CrossSell.Data;

/// <summary>A column as it was read: each distinct text once, and for each row which one stands there.</summary>
/// <remarks>Kinds are found, and numbers parsed, on the distinct texts: a column of ten levels costs ten looks however many rows there are.</remarks>
internal sealed class TextColumn
{
    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<int> _codes = [];
    private readonly List<string> _texts = [];
    private readonly List<long> _firstLines = [];
    private readonly List<int> _rowCounts = [];

    public TextColumn(string name)
    {
        Name = name;
        _lookup = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string Name { get; }

    /// <summary>For each row the place of its text.</summary>
    public IReadOnlyList<int> Codes => _codes;

    /// <summary>The distinct texts, trimmed, in the order in which they were met.</summary>
    public IReadOnlyList<string> Texts => _texts;

    /// <summary>The line on which a text was met first.</summary>
    public long LineOf(int code) => _firstLines[code];

    /// <summary>How many rows have a text.</summary>
    public int RowsOf(int code) => _rowCounts[code];

    public void Add(ReadOnlySpan<char> text, long line)
    {
        text = text.Trim();
        if (!_lookup.TryGetValue(text, out int code))
        {
            string kept = text.ToString();
            code = _texts.Count;
            _codeOf.Add(kept, code);
            _texts.Add(kept);
            _firstLines.Add(line);
            _rowCounts.Add(0);
        }

        _rowCounts[code]++;
        _codes.Add(code);
    }
}
