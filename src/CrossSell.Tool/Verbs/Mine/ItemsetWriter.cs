using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Writes itemsets while they are found.</summary>
internal sealed class ItemsetWriter : IItemsetVisitor
{
    private readonly RecordWriter _writer;
    private readonly ItemNames _names;
    private readonly RowEnds _ends;
    private readonly RowBatch? _batch;

    public ItemsetWriter(RecordFormat format, Utf8Sink sink, Transactions transactions)
    {
        double total = transactions.TotalWeight;
        string[] columns = format == RecordFormat.Fimi ? ["items", "count"] : ["items", "count", "support"];
        _writer = RecordWriter.Create(format, sink, columns);
        _names = new ItemNames(transactions.ItemIds);
        _ends = new RowEnds(format, columns, transactions.TotalWeight, (writer, count) =>
        {
            writer.Number(count);
            if (format != RecordFormat.Fimi)
            {
                writer.Number(count / total);
            }
        });
        _batch = _writer.WordsOf(_names) is { } words ? new RowBatch(sink, words, _ends) : null;
    }

    public long Count { get; private set; }

    public void Visit(ReadOnlySpan<int> items, int count)
    {
        Count++;
        _writer.Items(_names, items);
        _writer.End(_ends.Of(count));
    }

    public void VisitMany(ReadOnlySpan<int> items, ReadOnlySpan<ulong> itemsets, ReadOnlySpan<int> counts)
    {
        if (_batch?.TryWrite(items, itemsets, counts) == true)
        {
            Count += itemsets.Length;
        }
        else
        {
            IItemsetVisitor.VisitEach(this, items, itemsets, counts);
        }
    }
}
