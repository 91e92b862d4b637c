using System.Collections;
using CrossSell.Numerics;

namespace CrossSell.Mining;

/// <summary>The directed rules that a run found: by falling confidence, then falling count, then by the product indexes of A and B.</summary>
/// <remarks>One flat array, no object a rule. The same for any number of threads. Immutable, therefore safe for any number of threads.</remarks>
public sealed class DirectedRuleSet : IReadOnlyList<DirectedRule>
{
    private readonly DirectedRow[] _rows;

    internal DirectedRuleSet(DirectedRow[] rows, IReadOnlyList<string> itemIds, int customerCount, CancellationToken cancellation)
    {
        _rows = CancellableSort.Sort(rows, DirectedRow.Compare, cancellation);
        ItemIds = itemIds;
        CustomerCount = customerCount;
    }

    /// <summary>The number of rules.</summary>
    public int Count => _rows.Length;

    /// <summary>The number of customers with a dated purchase.</summary>
    public int CustomerCount { get; }

    /// <summary>The text of each product, by index.</summary>
    public IReadOnlyList<string> ItemIds { get; }

    /// <summary>The rule at a place of the order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public DirectedRule this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new DirectedRule(this, index);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<DirectedRule> GetEnumerator()
    {
        for (int place = 0; place < Count; place++)
        {
            yield return new DirectedRule(this, place);
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal DirectedRow RowOf(int place) => _rows[place];
}
