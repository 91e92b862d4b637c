using CrossSell.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>Counts itemsets by length and keeps nothing else: only how long the current itemset is and how many perfect extensions it has.</summary>
internal unsafe struct CountingSink : IItemsetSink
{
    // The longest that one call can add to the path: a table.
    private const int Reach = SmallTable.MostItems + 2;

    private readonly LengthHistogram histogram;
    private readonly Stack<int> perfectAbove;
    private long[] row;
    private int length;
    private int perfect;

    public CountingSink(LengthHistogram histogram)
    {
        this.histogram = histogram;
        perfectAbove = new Stack<int>();
        row = histogram.Row(0);
    }

    public void Push(int item)
    {
        length++;
        perfectAbove.Push(perfect);
        if (histogram.EnsureLength(length + Reach))
        {
            row = histogram.Row(perfect);
        }
    }

    public void AddPerfect(int item) => perfect++;

    public void TakePerfect(int count)
    {
        // All subsets of all perfect extensions, less those without a new one: these were counted above.
        if (perfect != perfectAbove.Peek())
        {
            row[length]--;
            row = histogram.Row(perfect);
            row[length]++;
        }
    }

    public readonly void TakeExtensions(int* items, int* counts, int length) => row[this.length + 1] += length;

    public readonly void AssignBits(int* items, int length, int* bits)
    {
        for (int i = 0; i < length; i++)
        {
            bits[i] = i;
        }
    }

    public readonly void TakeTable(int* table, int* items, int length, int minCount, int longest)
    {
        long* bySize = stackalloc long[SmallTable.MostItems + 4];
        new Span<long>(bySize, SmallTable.MostItems + 4).Clear();
        SubsetTable.CountBySize(table, length, minCount, bySize);
        for (int size = 2; size <= Math.Min(length, longest); size++)
        {
            row[this.length + size] += bySize[size];
        }
    }

    public void Pop()
    {
        length--;
        int above = perfectAbove.Pop();
        if (above != perfect)
        {
            perfect = above;
            row = histogram.Row(above);
        }
    }
}
