using System.Globalization;

namespace CrossSell.Data;

/// <summary>Goes through a CSV text row by row: header, columns, values, and what is wrong with a row.</summary>
internal sealed class CsvPurchaseReader : IDisposable
{
    private const int MostRowsOfRubble = 16_384;
    private readonly CsvRecords _records;
    private readonly CsvRowParser _rows;
    private readonly string _source;
    private readonly bool _hasHeader;
    private readonly int _fields;
    private bool _standsOnFirst;

    /// <exception cref="PurchaseFormatException">The text is empty or binary, or its columns are not those of purchases.</exception>
    public CsvPurchaseReader(TextReader text, CsvPurchaseOptions options, string source)
    {
        _source = source;
        _hasHeader = options.HasHeader;
        _records = new CsvRecords(text, options.Delimiter, source);
        _records.Read();
        if (_records.HasNul)
        {
            throw new PurchaseFormatException(new BadRow(source, _records.Line, null, null, CsvRecords.NoNul));
        }

        _fields = _records.Count;
        _standsOnFirst = !options.HasHeader;
        Columns = ColumnBinder.Bind(options.Columns, options.HasHeader ? Header() : null, _fields, source, _records.Line);
        _rows = new CsvRowParser(_records, Columns, new ValueParsers([.. options.DateFormats], options.Culture));
    }

    public ColumnBinding Columns { get; }

    /// <summary>Goes to the next row.</summary>
    public bool Read()
    {
        if (_standsOnFirst)
        {
            _standsOnFirst = false;
            return true;
        }

        return _records.Read();
    }

    /// <summary>The row's values; false with the fault when it cannot be taken.</summary>
    public bool TryParse(ref PurchaseRow row, out BadRow? badRow)
    {
        badRow = null;
        if (_records.HasNul)
        {
            badRow = new BadRow(_source, _records.Line, null, null, CsvRecords.NoNul);
        }
        else if (_records.Count != _fields)
        {
            badRow = Ragged();
        }
        else if (!_rows.TryParse(ref row, out RowFault fault))
        {
            badRow = new BadRow(_source, _records.Line, fault.Column, fault.Value, fault.Expected);
        }

        return badRow is null;
    }

    /// <summary>A fault that the builder found, with its place.</summary>
    public BadRow Locate(in RowFault fault) => new(_source, _records.Line, Columns.NameOf(fault.Column), fault.Value, fault.Expected);

    /// <summary>
    /// A row that the end of a damaged file cuts through, or that unpacks from its rubble, is not the row's fault: reading on finds the damage, if there is
    /// any, and says so. The rubble of a cut file is a few kilobytes at most. No row can be had afterwards.
    /// </summary>
    /// <exception cref="PurchaseFormatException">The file is damaged.</exception>
    public void LookForDamage()
    {
        try
        {
            for (int i = 0; i < MostRowsOfRubble && Read(); i++)
            {
            }
        }
        catch (PurchaseFormatException fault) when (fault.BadRow.Line > 0)
        {
            // A further bad row; the first one is what the user hears of.
        }
    }

    public void Dispose() => _records.Dispose();

    private string[] Header()
    {
        var header = new string[_records.Count];
        for (int i = 0; i < header.Length; i++)
        {
            header[i] = _records.Field(i, out _).Trim().ToString();
        }

        return header;
    }

    private BadRow Ragged()
    {
        string like = _hasHeader ? "as in the header" : "as in the first row";
        string lines = _records.LastLine > _records.Line
            ? string.Create(CultureInfo.InvariantCulture, $"; the row goes on to line {_records.LastLine}, so a quote may lack its partner")
            : "";
        return new BadRow(_source, _records.Line, null, null, string.Create(CultureInfo.InvariantCulture, $"{_fields} fields {like}, met {_records.Count}{lines}"));
    }
}
