using System.Collections;
using CrossSell.Mining.Search;

namespace CrossSell.Mining;

/// <summary>
/// The rules that a run found, in a fixed order: by falling confidence, then falling lift, then falling count, then the shorter antecedent, then by the
/// item indexes of antecedent and consequent.
/// </summary>
/// <remarks>
/// Flat arrays: 24 bytes a rule and 4 an item, no object each. The order compares ratios exactly and is the same for any number of threads and any
/// order of the transactions. <see cref="Where"/>, <see cref="OrderBy"/> and <see cref="Take"/> give other selections and orders of the same rules, at 4 bytes
/// a rule. Immutable, therefore safe for any number of threads.
/// <example><code>
/// RuleSet best = rules.Where(rule => rule.Counts.N11 >= 20).OrderBy(RuleMeasures.Lift).Take(100);
/// </code></example>
/// </remarks>
public sealed partial class RuleSet : IReadOnlyList<AssociationRule>
{
    private readonly RuleTable _rules;
    private readonly int[] _order;

    /// <summary>Takes rules in any order and sorts them.</summary>
    internal RuleSet(RuleTable rules, IReadOnlyList<string> itemIds, int transactionCount)
        : this(rules, RuleSorter.Sort(rules, new MiningRun(new MiningOptions { MaxMemoryBytes = long.MaxValue }, progress: null, default)), itemIds, transactionCount)
    {
    }

    /// <summary>Takes rules with their order.</summary>
    internal RuleSet(RuleTable rules, int[] order, IReadOnlyList<string> itemIds, int transactionCount)
    {
        _rules = rules;
        _order = order;
        ItemIds = itemIds;
        TransactionCount = transactionCount;
    }

    /// <summary>The number of rules.</summary>
    public int Count => _order.Length;

    /// <summary>The number of transactions that were mined, empty ones included; their total weight when they were weighted.</summary>
    public int TransactionCount { get; }

    /// <summary>Whether the transactions were weighted, as far as is known: counts are then weights, and no test of significance is made of them.</summary>
    /// <remarks>Rules that were built or imported count as not weighted.</remarks>
    public bool IsWeighted { get; internal init; }

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

    internal string[] NamesOf(ReadOnlySpan<int> indexes) => ItemNames.Of(ItemIds, indexes);
}
