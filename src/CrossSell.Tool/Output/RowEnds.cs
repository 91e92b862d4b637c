namespace CrossSell.Tool;

/// <summary>Ends of rows that come again and again, as bytes: a number as text costs more than all other columns together.</summary>
/// <param name="format">How rows are written.</param>
/// <param name="columns">All columns; the first is a set of items, and what follows it depends on a number alone.</param>
/// <param name="limit">The largest number.</param>
/// <param name="write">Writes all columns but the first for a number.</param>
/// <remarks>Not thread-safe.</remarks>
internal sealed class RowEnds(RecordFormat format, IReadOnlyList<string> columns, int limit, Action<RecordWriter, int> write)
{
    // Larger numbers are made anew each time: high supports are rare.
    private const int MostKept = 1 << 20;

    private readonly byte[]?[] _kept = new byte[]?[Math.Min(limit, MostKept) + 1];

    public ReadOnlySpan<byte> Of(int number) => number < _kept.Length ? _kept[number] ??= Make(number) : Make(number);

    private byte[] Make(int number)
    {
        using var stream = new MemoryStream();
        using var sink = new Utf8Sink(stream);
        var writer = RecordWriter.Create(format, sink, columns);
        writer.Items(new ItemNames([]), []);
        sink.Flush();
        int begin = (int)stream.Length;
        write(writer, number);
        sink.Flush();
        return stream.ToArray()[begin..];
    }
}
