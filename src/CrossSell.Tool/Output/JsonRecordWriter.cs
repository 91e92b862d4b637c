namespace CrossSell.Tool;

/// <summary>One JSON object a line; undefined is null, an infinity the text <c>"Inf"</c>, a set of items an array.</summary>
internal sealed class JsonRecordWriter(Utf8Sink sink, IReadOnlyList<string> columns) : RecordWriter(sink, columns)
{
    // {"first":   and   ,"second":
    private readonly byte[][] _prefixes =
        [.. columns.Select((name, i) => (byte[])[(byte)(i == 0 ? '{' : ','), .. JsonText.Quoted(name), (byte)':'])];

    protected override void BeginValue() => Sink.Write(_prefixes[Column]);

    protected override void EndRow() => Sink.Write("}\n"u8);

    protected override void WriteMeasure(double? value)
    {
        if (value is not { } number)
        {
            Sink.Write("null"u8);
        }
        else if (double.IsInfinity(number))
        {
            Sink.Write(number > 0 ? "\"Inf\""u8 : "\"-Inf\""u8);
        }
        else
        {
            Sink.Write(number);
        }
    }

    protected override void WriteText(string value) => Sink.Write(JsonText.Quoted(value));

    protected override void WriteItems(ItemNames names, ReadOnlySpan<int> items)
    {
        Sink.Write((byte)'[');
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                Sink.Write((byte)',');
            }

            Sink.Write(names.Json(items[i]));
        }

        Sink.Write((byte)']');
    }
}
