using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Writes itemsets while they are found.</summary>
internal sealed class ItemsetWriter : IItemsetVisitor
{
    private static readonly string[] Columns = ["items", "count", "support"];

    private readonly RecordWriter _writer;
    private readonly ItemNames _names;
    private readonly RowEnds _ends;

    public ItemsetWriter(RecordFormat format, Utf8Sink sink, Transactions transactions)
    {
        double total = transactions.TotalWeight;
        _writer = RecordWriter.Create(format, sink, Columns);
        _names = new ItemNames(transactions.ItemIds);
        _ends = new RowEnds(format, Columns, transactions.TotalWeight, (writer, count) =>
        {
            writer.Number(count);
            writer.Number(count / total);
        });
    }

    public long Count { get; private set; }

    public void Visit(ReadOnlySpan<int> items, int count)
    {
        Count++;
        _writer.Items(_names, items);
        _writer.End(_ends.Of(count));
    }
}
