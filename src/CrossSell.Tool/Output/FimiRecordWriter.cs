namespace CrossSell.Tool;

/// <summary>A line an itemset: its items parted by blanks, then its count in parentheses.</summary>
/// <remarks>What LCM writes, and what programs beside it read. There is no header.</remarks>
internal sealed class FimiRecordWriter(Utf8Sink sink, IReadOnlyList<string> columns) : RecordWriter(sink, columns)
{
    public override ShortItems WordsOf(ItemNames names) => names.FimiWords;

    protected override void BeginValue()
    {
        if (Column > 0)
        {
            Sink.Write(" ("u8);
        }
    }

    protected override void EndRow() => Sink.Write(")\n"u8);

    protected override void WriteItems(ItemNames names, ReadOnlySpan<int> items)
    {
        if (TryWriteShort(names.FimiWords, items))
        {
            return;
        }

        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                Sink.Write((byte)' ');
            }

            Sink.Write(names.Fimi(items[i]));
        }
    }

    protected override void WriteMeasure(double? value) => throw new NotSupportedException("A line of FIMI has a count and no measure.");

    protected override void WriteText(string value) => throw new NotSupportedException("A line of FIMI has a count and no text.");
}
