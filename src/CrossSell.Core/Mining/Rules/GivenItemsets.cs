using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>Itemsets whose counts were given from outside, each once, found again by their items.</summary>
/// <remarks>Flat lists: 20 bytes a set and 4 an item. Not thread-safe.</remarks>
internal sealed class GivenItemsets
{
    private readonly List<int> _items = [];
    private readonly List<Entry> _entries = [];
    private int[] _buckets = new int[16];

    public int Count => _entries.Count;

    public int CountOf(int set) => _entries[set].Count;

    public ReadOnlySpan<int> ItemsOf(int set) => CollectionsMarshal.AsSpan(_items).Slice(_entries[set].Start, _entries[set].Length);

    /// <summary>The number of the set with these ascending items; -1 when it was not given.</summary>
    public int Find(ReadOnlySpan<int> ascending)
    {
        for (int set = _buckets[BucketOf(ascending)] - 1; set >= 0; set = _entries[set].Next)
        {
            if (ItemsOf(set).SequenceEqual(ascending))
            {
                return set;
            }
        }

        return -1;
    }

    /// <summary>Adds a set that is not there yet.</summary>
    /// <returns>Its number.</returns>
    public int Add(ReadOnlySpan<int> ascending, int count)
    {
        if (_entries.Count == _buckets.Length)
        {
            Grow();
        }

        int start = _items.Count;
        _items.AddRange(ascending);
        _entries.Add(new Entry(start, ascending.Length, count, -1));
        Link(_entries.Count - 1);
        return _entries.Count - 1;
    }

    private void Grow()
    {
        _buckets = new int[checked(_buckets.Length * 2)];
        for (int set = 0; set < _entries.Count; set++)
        {
            Link(set);
        }
    }

    private void Link(int set)
    {
        ref int bucket = ref _buckets[BucketOf(ItemsOf(set))];
        _entries[set] = _entries[set] with { Next = bucket - 1 };
        bucket = set + 1;
    }

    private int BucketOf(ReadOnlySpan<int> items) => (int)(ItemsetIndex.HashOf(items) >> 32) & (_buckets.Length - 1);

    /// <param name="Start">Where its items begin.</param>
    /// <param name="Length">How many items it has.</param>
    /// <param name="Count">How many transactions hold it.</param>
    /// <param name="Next">The next set of the same bucket, or -1.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(int Start, int Length, int Count, int Next);
}
