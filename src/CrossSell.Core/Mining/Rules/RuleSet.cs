using System.Collections;

namespace CrossSell.Mining;

/// <summary>
/// The rules that a run found, in a fixed order: by falling confidence, then falling lift, then falling count, then the shorter antecedent, then by the
/// item indexes of antecedent and consequent.
/// </summary>
/// <remarks>
/// Flat arrays: 20 bytes a rule and 4 an item, no object each. The order compares ratios exactly and is the same for any number of threads and any
/// order of the transactions. Immutable, therefore safe for any number of threads.
/// </remarks>
public sealed class RuleSet : IReadOnlyList<AssociationRule>
{
    private readonly RuleTable _rules;
    private readonly int[] _order;

    internal RuleSet(RuleTable rules, IReadOnlyList<string> itemIds, int transactionCount)
    {
        _rules = rules;
        _order = rules.Sort();
        ItemIds = itemIds;
        TransactionCount = transactionCount;
    }

    /// <summary>The number of rules.</summary>
    public int Count => _order.Length;

    /// <summary>The number of transactions that were mined, empty ones included; their total weight when they were weighted.</summary>
    public int TransactionCount { get; }

    /// <summary>The text of each item, by index.</summary>
    public IReadOnlyList<string> ItemIds { get; }

    /// <summary>The rule at a place of the order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public AssociationRule this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new AssociationRule(this, index);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<AssociationRule> GetEnumerator()
    {
        for (int place = 0; place < Count; place++)
        {
            yield return new AssociationRule(this, place);
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ReadOnlySpan<int> AntecedentOf(int place) => _rules.AntecedentOf(_order[place]);

    internal ReadOnlySpan<int> ConsequentOf(int place) => _rules.ConsequentOf(_order[place]);

    internal RuleCounts CountsOf(int place)
    {
        (int both, int antecedent, int consequent) = _rules.CountsOf(_order[place]);
        return RuleCounts.FromMargins(both, antecedent, consequent, TransactionCount);
    }

    internal string[] NamesOf(ReadOnlySpan<int> indexes)
    {
        string[] names = new string[indexes.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = ItemIds[indexes[i]];
        }

        return names;
    }
}
