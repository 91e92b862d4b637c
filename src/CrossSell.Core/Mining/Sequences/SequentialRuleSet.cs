using System.Collections;

namespace CrossSell.Mining;

/// <summary>
/// The sequential rules that a run found: by falling confidence, then falling count, then the shorter antecedent, then by the item indexes of both sides.
/// </summary>
/// <remarks>Flat arrays, no object a rule. The same for any number of threads. Immutable, therefore safe for any number of threads.</remarks>
public sealed class SequentialRuleSet : IReadOnlyList<SequentialRule>
{
    private readonly int[] _order;

    internal SequentialRuleSet(CountedRules table, IReadOnlyList<string> itemIds, int sequenceCount, CancellationToken cancellation)
    {
        Table = table;
        _order = table.Sort(cancellation);
        ItemIds = itemIds;
        SequenceCount = sequenceCount;
    }

    /// <summary>The number of rules.</summary>
    public int Count => _order.Length;

    /// <summary>The number of sequences, empty ones included.</summary>
    public int SequenceCount { get; }

    /// <summary>The text of each item, by index.</summary>
    public IReadOnlyList<string> ItemIds { get; }

    /// <summary>The rule at a place of the order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public SequentialRule this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new SequentialRule(this, index);
        }
    }

    internal CountedRules Table { get; }

    /// <inheritdoc/>
    public IEnumerator<SequentialRule> GetEnumerator()
    {
        for (int place = 0; place < Count; place++)
        {
            yield return new SequentialRule(this, place);
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal int RuleAt(int place) => _order[place];

    internal string[] NamesOf(ReadOnlySpan<int> indexes) => ItemNames.Of(ItemIds, indexes);
}
