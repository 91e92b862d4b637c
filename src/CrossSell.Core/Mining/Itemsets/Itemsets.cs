using System.Collections;
using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>The itemsets that a run found, in a fixed order: shorter ones first, of the same length the more frequent first, then by item indexes.</summary>
/// <remarks>
/// Itemsets of the same length stand one after the other in one array of item indexes: 4 bytes an item and 4 for the count, no object each. The order, like the
/// content, is the same for any number of threads and any order of the transactions. Immutable, therefore safe for any number of threads.
/// </remarks>
public sealed class Itemsets : IReadOnlyList<Itemset>
{
    private readonly int[][] _items;
    private readonly int[][] _counts;
    private readonly int[] _firstOfLength;
    private readonly IReadOnlyList<string> _itemIds;
    private ItemsetIndex? _index;

    /// <summary>Takes sorted itemsets: for each length (from 1) the items and the counts.</summary>
    internal Itemsets(int[][] items, int[][] counts, IReadOnlyList<string> itemIds, int transactionCount)
    {
        _items = items;
        _counts = counts;
        _itemIds = itemIds;
        TransactionCount = transactionCount;
        CountsByLength = [.. counts.Select(ofLength => (long)ofLength.Length)];
        _firstOfLength = new int[counts.Length + 1];
        for (int length = 1; length <= counts.Length; length++)
        {
            _firstOfLength[length] = checked(_firstOfLength[length - 1] + counts[length - 1].Length);
        }

    }

    /// <summary>The number of itemsets. The empty set is none of them.</summary>
    public int Count => _firstOfLength[^1];

    /// <summary>The number of itemsets by length: the first entry counts single items, the last that of the longest itemsets.</summary>
    public IReadOnlyList<long> CountsByLength { get; }

    /// <summary>The number of transactions that were mined, empty ones included; their total weight when they were weighted.</summary>
    public int TransactionCount { get; }

    /// <summary>Whether the transactions were weighted, as far as is known: counts are then weights, which are no evidence for tests of significance.</summary>
    /// <remarks>Itemsets that were built or read from a file count as not weighted.</remarks>
    public bool IsWeighted { get; internal init; }

    /// <summary>The text of each item, by index.</summary>
    public IReadOnlyList<string> ItemIds => _itemIds;

    /// <summary>The length of the longest itemset, 0 when there is none.</summary>
    internal int LongestLength => _counts.Length;

    /// <summary>The itemset at a place of the order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public Itemset this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            int length = 1;
            while (index >= _firstOfLength[length])
            {
                length++;
            }

            return new Itemset(this, length, index - _firstOfLength[length - 1]);
        }
    }

    /// <summary>Looks up how many transactions hold a set of items; false when it is not among these itemsets.</summary>
    /// <param name="items">Distinct item indexes, in any order.</param>
    /// <param name="count">The number of transactions, 0 when the set is not here.</param>
    /// <remarks>Constant time per item; the first call builds an index of 8 to 16 bytes an itemset.</remarks>
    /// <exception cref="MiningLimitException">There are more itemsets, some 900 million, than one index holds.</exception>
    public bool TryGetCount(ReadOnlySpan<int> items, out int count)
    {
        Span<int> ascending = items.Length <= 64 ? stackalloc int[items.Length] : new int[items.Length];
        items.CopyTo(ascending);
        ascending.Sort();
        count = Index.CountOf(ascending, ItemsetIndex.HashOf(ascending));
        return count > 0;
    }

    /// <inheritdoc/>
    public IEnumerator<Itemset> GetEnumerator()
    {
        for (int length = 1; length <= _counts.Length; length++)
        {
            for (int ordinal = 0; ordinal < _counts[length - 1].Length; ordinal++)
            {
                yield return new Itemset(this, length, ordinal);
            }
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ItemsetIndex Index => _index ?? BuildIndex(run: null);

    /// <summary>Builds the index that is built at the first look-up otherwise, so that it can be cancelled.</summary>
    internal ItemsetIndex BuildIndex(MiningRun? run)
    {
        ItemsetIndex? known = Volatile.Read(ref _index);
        return known ?? Interlocked.CompareExchange(ref _index, known = new ItemsetIndex(this, run), null) ?? known;
    }

    internal int CountOf(int length, int ordinal) => _counts[length - 1][ordinal];

    internal int CountOfLength(int length) => _counts[length - 1].Length;

    internal ReadOnlySpan<int> IndexesOf(int length, int ordinal) => _items[length - 1].AsSpan(ordinal * length, length);

    internal string[] NamesOf(ReadOnlySpan<int> indexes) => ItemNames.Of(_itemIds, indexes);
}
