using CrossSell.Mining.Living;

namespace CrossSell.Mining;

/// <summary>Makes <see cref="Itemsets"/> of counts that come from elsewhere: a database, another miner.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class ItemsetsBuilder
{
    private readonly ItemsetRows _rows = new();
    private readonly ItemsetTable _seen = new();
    private readonly IReadOnlyList<string> _itemIds;
    private readonly int _transactionCount;
    private int[] _room = new int[16];

    /// <summary>Starts without itemsets.</summary>
    /// <param name="itemIds">The distinct ids that item indexes number; copied.</param>
    /// <param name="transactionCount">The number of transactions behind the counts, 0 or more.</param>
    /// <exception cref="ArgumentException">An id is empty or stands twice, or the number is negative.</exception>
    public ItemsetsBuilder(IReadOnlyList<string> itemIds, int transactionCount)
    {
        ArgumentNullException.ThrowIfNull(itemIds);
        ArgumentOutOfRangeException.ThrowIfNegative(transactionCount);
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string id in itemIds)
        {
            if (string.IsNullOrEmpty(id) || !seen.Add(id))
            {
                throw new ArgumentException($"itemIds holds '{id}' twice or empty; ids must be distinct text.", nameof(itemIds));
            }
        }

        _itemIds = [.. itemIds];
        _transactionCount = transactionCount;
    }

    /// <summary>The number of itemsets added.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds an itemset.</summary>
    /// <param name="items">Distinct item indexes, in any order, at least one.</param>
    /// <param name="count">The number of transactions that hold all of them, 1 or more.</param>
    /// <exception cref="ArgumentException">The itemset is empty, was added before, or names an item twice or one that is not there; the count is out of range.</exception>
    public void Add(ReadOnlySpan<int> items, int count)
    {
        if (items.Length > _room.Length)
        {
            _room = new int[items.Length * 2];
        }

        Span<int> ascending = _room.AsSpan(0, items.Length);
        items.CopyTo(ascending);
        ascending.Sort();
        if (ascending.IsEmpty || !Columns.IsAscending(ascending, _itemIds.Count))
        {
            throw new ArgumentException(
                $"The itemset is ({string.Join(", ", items.ToArray())}); it must have at least one item, each once and from 0 to {_itemIds.Count - 1}.", nameof(items));
        }

        if (count < 1 || count > _transactionCount)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"The count is {count}; it must be from 1 to the number of transactions, {_transactionCount}.");
        }

        if (_seen.GetOrAdd(ascending) != _rows.Count)
        {
            throw new ArgumentException($"The itemset ({string.Join(", ", items.ToArray())}) was added before.", nameof(items));
        }

        _rows.Add(ascending, count);
    }

    /// <summary>The itemsets so far, in the order of <see cref="Itemsets"/>. O(n log n).</summary>
    /// <param name="cancellation">Ends the work within a fraction of a second.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public Itemsets Build(CancellationToken cancellation = default) => _rows.Sort(_itemIds, _transactionCount, cancellation, out _);
}
