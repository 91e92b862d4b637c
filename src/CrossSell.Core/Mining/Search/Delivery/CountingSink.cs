using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Counts itemsets by length and keeps nothing else: only how long the current itemset is and how many perfect extensions it has.</summary>
internal unsafe struct CountingSink : IItemsetSink
{
    // The longest that one call can add to the path: a table.
    private const int Reach = SubsetTable.MostItems + 2;

    private readonly LengthHistogram _histogram;
    private readonly Stack<int> _perfectAbove;
    private long[] _row;
    private int _length;
    private int _perfect;

    public CountingSink(LengthHistogram histogram)
    {
        _histogram = histogram;
        _perfectAbove = new Stack<int>();
        _row = histogram.Row(0);
    }

    public void Push(int item)
    {
        _length++;
        _perfectAbove.Push(_perfect);
        if (_histogram.EnsureLength(_length + Reach))
        {
            _row = _histogram.Row(_perfect);
        }
    }

    public void AddPerfect(int item) => _perfect++;

    public void TakePerfect(int count)
    {
        // All subsets of all perfect extensions, less those without a new one: these were counted above.
        if (_perfect != _perfectAbove.Peek())
        {
            _row[_length]--;
            _row = _histogram.Row(_perfect);
            _row[_length]++;
        }
    }

    public readonly void TakeExtensions(int* items, int* counts, int length) => _row[_length + 1] += length;

    public readonly void TakeTable(int* table, int* items, int length, int minCount, int longest)
    {
        long* bySize = stackalloc long[SubsetTable.MostItems + 4];
        new Span<long>(bySize, SubsetTable.MostItems + 4).Clear();
        SubsetTable.CountBySize(table, length, minCount, bySize);
        for (int size = 2; size <= Math.Min(length, longest); size++)
        {
            _row[_length + size] += bySize[size];
        }
    }

    public readonly void Flush()
    {
    }

    public void Pop()
    {
        _length--;
        int above = _perfectAbove.Pop();
        if (above != _perfect)
        {
            _perfect = above;
            _row = _histogram.Row(above);
        }
    }
}
