namespace CrossSell.Tool;

/// <summary>RFC 4180 with LF; a set of items is one field, its items joined by <c>;</c>.</summary>
internal sealed class CsvRecordWriter : RecordWriter
{
    public CsvRecordWriter(Utf8Sink sink, IReadOnlyList<string> columns)
        : base(sink, columns) => sink.Write(string.Join(',', columns) + "\n");

    public override ShortItems WordsOf(ItemNames names) => names.CsvWords;

    protected override void BeginValue()
    {
        if (Column > 0)
        {
            Sink.Write((byte)',');
        }
    }

    protected override void EndRow() => Sink.Write((byte)'\n');

    protected override void WriteMeasure(double? value)
    {
        if (value is double.PositiveInfinity or double.NegativeInfinity)
        {
            Sink.Write(value > 0 ? "Inf"u8 : "-Inf"u8);
        }
        else if (value is { } number)
        {
            Sink.Write(number);
        }
    }

    protected override void WriteText(string value) => Sink.Write(CsvText.Field(value));

    protected override void WriteItems(ItemNames names, ReadOnlySpan<int> items)
    {
        if (TryWriteShort(names.CsvWords, items))
        {
            return;
        }

        bool quoted = false;
        foreach (int item in items)
        {
            quoted |= names.Csv(item).NeedsQuotes;
        }

        if (quoted)
        {
            Sink.Write((byte)'"');
        }

        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                Sink.Write(CsvText.ItemSeparator);
            }

            Sink.Write(names.Csv(items[i]).Utf8);
        }

        if (quoted)
        {
            Sink.Write((byte)'"');
        }
    }
}
