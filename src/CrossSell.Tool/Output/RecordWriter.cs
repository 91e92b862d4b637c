namespace CrossSell.Tool;

/// <summary>Writes rows of named columns; each call gives the next column's value, and the last one ends the row.</summary>
/// <remarks>Not thread-safe.</remarks>
internal abstract class RecordWriter(Utf8Sink sink, IReadOnlyList<string> columns)
{
    /// <summary>Begins the rows; for CSV it writes the header.</summary>
    public static RecordWriter Create(RecordFormat format, Utf8Sink sink, params IReadOnlyList<string> columns) =>
        format switch
        {
            RecordFormat.Csv => new CsvRecordWriter(sink, columns),
            RecordFormat.Fimi => new FimiRecordWriter(sink, columns),
            _ => new JsonRecordWriter(sink, columns),
        };

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

    /// <summary>The items as words ready to write; null when this form of rows has none.</summary>
    public virtual ShortItems? WordsOf(ItemNames names) => null;

    protected abstract void BeginValue();

    protected abstract void EndRow();

    protected abstract void WriteMeasure(double? value);

    protected abstract void WriteText(string value);

    protected abstract void WriteItems(ItemNames names, ReadOnlySpan<int> items);

    /// <summary>Writes a set of items when all of them are short.</summary>
    protected bool TryWriteShort(ShortItems words, ReadOnlySpan<int> items)
    {
        bool allShort = items.Length > 0;
        foreach (int item in items)
        {
            allShort &= words.Of(item, out _) > 0;
        }

        if (!allShort)
        {
            return false;
        }

        // The first has no separator before it.
        int length = words.Of(items[0], out ulong word);
        Sink.Write(word >> 8, length - 1);
        foreach (int item in items[1..])
        {
            length = words.Of(item, out word);
            Sink.Write(word, length);
        }

        return true;
    }

    private void EndValue()
    {
        if (++Column == Columns.Count)
        {
            EndRow();
            Column = 0;
        }
    }
}
