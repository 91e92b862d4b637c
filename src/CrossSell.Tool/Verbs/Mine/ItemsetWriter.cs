using System.Numerics;
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

    public void VisitMany(ReadOnlySpan<int> items, ReadOnlySpan<ulong> itemsets, ReadOnlySpan<int> counts)
    {
        if (_writer.TryRows(_names, items, itemsets, counts, _ends))
        {
            Count += itemsets.Length;
            return;
        }

        Span<int> itemset = stackalloc int[items.Length];
        for (int i = 0; i < itemsets.Length; i++)
        {
            int length = 0;
            for (ulong rest = itemsets[i]; rest != 0;)
            {
                int place = BitOperations.Log2(rest);
                rest ^= 1UL << place;
                itemset[length++] = items[place];
            }

            Visit(itemset[..length], counts[i]);
        }
    }
}
