using System.Collections;
using CrossSell.Numerics;

namespace CrossSell.Mining;

/// <summary>The negative rules that a run found: by rising p value, then falling expected count, then the shorter antecedent, then by item indexes.</summary>
/// <remarks>One flat array, no object a rule. The same for any number of threads. Immutable, therefore safe for any number of threads.</remarks>
public sealed class NegativeRuleSet : IReadOnlyList<NegativeRule>
{
    private readonly NegativeRow[] _rows;

    internal NegativeRuleSet(NegativeRow[] rows, IReadOnlyList<string> itemIds, int transactionCount, long testCount, CancellationToken cancellation)
    {
        _rows = CancellableSort.Sort(rows, NegativeRow.Compare, cancellation);
        ItemIds = itemIds;
        TransactionCount = transactionCount;
        TestCount = testCount;
    }

    /// <summary>The number of rules.</summary>
    public int Count => _rows.Length;

    /// <summary>The number of transactions that were mined, empty ones included.</summary>
    public int TransactionCount { get; }

    /// <summary>How many pairs of antecedent and consequent were expected often enough to be tested: what p values are adjusted for.</summary>
    /// <remarks>The expected count knows only the margins, so which are tested does not depend on what is tested.</remarks>
    public long TestCount { get; }

    /// <summary>The text of each item, by index.</summary>
    public IReadOnlyList<string> ItemIds { get; }

    /// <summary>The rule at a place of the order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public NegativeRule this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new NegativeRule(this, index);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<NegativeRule> GetEnumerator()
    {
        for (int place = 0; place < Count; place++)
        {
            yield return new NegativeRule(this, place);
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal NegativeRow RowOf(int place) => _rows[place];
}
