using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>Writes itemsets while they are found.</summary>
internal sealed class ItemsetWriter(RecordWriter writer, Transactions transactions) : IItemsetVisitor
{
    private readonly ItemNames _names = new(transactions.ItemIds);
    private readonly double _transactions = transactions.Count;

    public long Count { get; private set; }

    public void Visit(ReadOnlySpan<int> items, int count)
    {
        Count++;
        writer.Items(_names, items);
        writer.Number(count);
        writer.Number(count / _transactions);
    }
}
