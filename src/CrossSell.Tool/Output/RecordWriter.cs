namespace CrossSell.Tool;

/// <summary>Writes rows of named columns; each call gives the next column's value, and the last one ends the row.</summary>
/// <remarks>Not thread-safe.</remarks>
internal abstract class RecordWriter(Utf8Sink sink, IReadOnlyList<string> columns)
{
    /// <summary>Begins the rows; for CSV it writes the header.</summary>
    public static RecordWriter Create(RecordFormat format, Utf8Sink sink, params IReadOnlyList<string> columns) =>
        format == RecordFormat.Csv ? new CsvRecordWriter(sink, columns) : new JsonRecordWriter(sink, columns);

    protected Utf8Sink Sink { get; } = sink;

    protected IReadOnlyList<string> Columns { get; } = columns;

    /// <summary>The column that the next call fills.</summary>
    protected int Column { get; private set; }

    public void Number(long value)
    {
        BeginValue();
        Sink.Write(value);
        EndValue();
    }

    /// <summary>A measure: null is undefined, an infinity is <c>Inf</c>.</summary>
    public void Number(double? value)
    {
        BeginValue();
        WriteMeasure(value);
        EndValue();
    }

    public void Text(string value)
    {
        BeginValue();
        WriteText(value);
        EndValue();
    }

    /// <summary>A set of items.</summary>
    public void Items(ItemNames names, ReadOnlySpan<int> items)
    {
        BeginValue();
        WriteItems(names, items);
        EndValue();
    }

    /// <summary>Ends a row with values written before, see <see cref="RowEnds"/>.</summary>
    public void End(ReadOnlySpan<byte> values)
    {
        Sink.Write(values);
        Column = 0;
    }

    /// <summary>Writes whole rows of an itemset and an end each, when that is faster than one by one.</summary>
    /// <param name="names">The items.</param>
    /// <param name="items">At most 64 items, falling.</param>
    /// <param name="itemsets">Each as bits of those items, none empty.</param>
    /// <param name="numbers">The number of each row's end.</param>
    /// <param name="ends">The ends.</param>
    /// <returns>Whether they are written.</returns>
    public virtual bool TryRows(ItemNames names, ReadOnlySpan<int> items, ReadOnlySpan<ulong> itemsets, ReadOnlySpan<int> numbers, RowEnds ends) => false;

    protected abstract void BeginValue();

    protected abstract void EndRow();

    protected abstract void WriteMeasure(double? value);

    protected abstract void WriteText(string value);

    protected abstract void WriteItems(ItemNames names, ReadOnlySpan<int> items);

    private void EndValue()
    {
        if (++Column == Columns.Count)
        {
            EndRow();
            Column = 0;
        }
    }
}
