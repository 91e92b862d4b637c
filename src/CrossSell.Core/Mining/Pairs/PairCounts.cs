using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>The pairs of items that stand together in at least <see cref="MinCount"/> transactions, each item with all its partners.</summary>
/// <remarks>
/// <para>
/// Flat arrays, 16 bytes a pair: every pair is listed at both of its items, partners ascending, so the partners of an item are a span. Pairs below the minimum are
/// not kept, and count as 0 where a count is asked for.
/// </para>
/// <para>Enumerated by first, then second item index, each pair once with <c>First &lt; Second</c>. Immutable, therefore safe for any number of threads.</para>
/// </remarks>
public sealed class PairCounts
{
    private readonly int[] _starts;
    private readonly int[] _partners;
    private readonly int[] _counts;
    private readonly int[] _supports;

    internal PairCounts(int[] starts, int[] partners, int[] counts, int[] supports, IReadOnlyList<string> itemIds, int transactionCount, int minCount)
    {
        _starts = starts;
        _partners = partners;
        _counts = counts;
        _supports = supports;
        ItemIds = itemIds;
        TransactionCount = transactionCount;
        MinCount = minCount;
    }

    /// <summary>The number of pairs.</summary>
    public int Count => _partners.Length / 2;

    /// <summary>All pairs, each once: by <c>First</c>, then by <c>Second</c>, with <c>First &lt; Second</c>. One allocation.</summary>
    public IEnumerable<ItemPair> Pairs
    {
        get
        {
            for (int item = 0; item < _supports.Length; item++)
            {
                for (int place = _starts[item]; place < _starts[item + 1]; place++)
                {
                    if (_partners[place] > item)
                    {
                        yield return new ItemPair(item, _partners[place], _counts[place]);
                    }
                }
            }
        }
    }

    /// <summary>The number of transactions that were mined, empty ones included; their total weight when they were weighted.</summary>
    public int TransactionCount { get; }

    /// <summary>The fewest transactions that hold both items of a pair that was kept, 1 or more.</summary>
    public int MinCount { get; }

    /// <summary>The text of each item, by index.</summary>
    public IReadOnlyList<string> ItemIds { get; }

    /// <summary>The number of transactions that hold an item, frequent or not.</summary>
    /// <param name="item">An item index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public int SupportOf(int item)
    {
        ThrowIfNoItem(item, nameof(item));
        return _supports[item];
    }

    /// <summary>The items that stand together with an item often enough, ascending.</summary>
    /// <param name="item">An item index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public ReadOnlySpan<int> PartnersOf(int item)
    {
        ThrowIfNoItem(item, nameof(item));
        return _partners.AsSpan(_starts[item], _starts[item + 1] - _starts[item]);
    }

    /// <summary>The number of transactions with each of <see cref="PartnersOf"/>, in the same order.</summary>
    /// <param name="item">An item index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public ReadOnlySpan<int> CountsOf(int item)
    {
        ThrowIfNoItem(item, nameof(item));
        return _counts.AsSpan(_starts[item], _starts[item + 1] - _starts[item]);
    }

    /// <summary>The number of transactions that hold both items; 0 when it is below <see cref="MinCount"/>, whatever it is.</summary>
    /// <remarks>Logarithmic in the partners of the item that has fewer.</remarks>
    /// <param name="first">An item index.</param>
    /// <param name="second">Another item index.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    /// <exception cref="ArgumentException">Both are the same item; how often it stands alone is <see cref="SupportOf"/>.</exception>
    public int CountOf(int first, int second)
    {
        ThrowIfNoItem(first, nameof(first));
        ThrowIfNoItem(second, nameof(second));
        if (first == second)
        {
            throw new ArgumentException($"Both items are {first}; a pair has two different ones.", nameof(second));
        }

        (int few, int other) = PartnersOf(first).Length <= PartnersOf(second).Length ? (first, second) : (second, first);
        int place = PartnersOf(few).BinarySearch(other);
        return place < 0 ? 0 : CountsOf(few)[place];
    }

    /// <summary>The four counts of the rule from one item to another, from which every measure follows.</summary>
    /// <param name="antecedent">The index of the item that the rule starts from.</param>
    /// <param name="consequent">The index of the item that it leads to.</param>
    /// <param name="counts">The table; empty when the result is false.</param>
    /// <returns>False when the pair is not kept, so that nothing but an upper bound of its count is known.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    /// <exception cref="ArgumentException">Both are the same item.</exception>
    public bool TryGetTable(int antecedent, int consequent, out RuleCounts counts)
    {
        long both = CountOf(antecedent, consequent);
        counts = both == 0
            ? default
            : new RuleCounts(both, _supports[antecedent] - both, _supports[consequent] - both, TransactionCount - _supports[antecedent] - _supports[consequent] + both);
        return both > 0;
    }

    /// <summary>The partners that an item most often stands together with; of equal counts the smaller index first.</summary>
    /// <remarks>
    /// The order of the rules from this item by confidence, too. Linear in the partners, times the logarithm of those kept; allocates nothing.
    /// </remarks>
    /// <param name="item">An item index; it is <c>First</c> of each pair.</param>
    /// <param name="best">Takes the best partners, best first, as many as there is room for.</param>
    /// <returns>How many were written: fewer than there is room for when the item has fewer partners.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public int MostFrequentPartners(int item, Span<ItemPair> best) => PairRanking.Take(this, item, best, byLift: false);

    /// <summary>The partners with the highest lift: those that gain most from the item. Of equal lift the more frequent pair first, then the smaller index.</summary>
    /// <remarks>
    /// Compared exactly, as fractions. The same as the order of the rules to this item by confidence. Linear in the partners, times the logarithm of those kept; allocates nothing.
    /// </remarks>
    /// <inheritdoc cref="MostFrequentPartners"/>
    public int HighestLiftPartners(int item, Span<ItemPair> best) => PairRanking.Take(this, item, best, byLift: true);

    private void ThrowIfNoItem(int item, string parameter)
    {
        if ((uint)item >= (uint)_supports.Length)
        {
            throw new ArgumentOutOfRangeException(parameter, item, $"There is no item {item}; indexes go from 0 to {_supports.Length - 1}.");
        }
    }
}
