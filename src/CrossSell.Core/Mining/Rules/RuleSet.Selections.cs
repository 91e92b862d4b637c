using CrossSell.Numerics;

namespace CrossSell.Mining;

// Selections and orders of the same rules: only the order is new, the table is shared.
public sealed partial class RuleSet
{
    /// <summary>The rules that meet a condition, in the present order.</summary>
    /// <param name="condition">Asked once for each rule, in order.</param>
    /// <returns>A rule set that shares the rules with this one.</returns>
    public RuleSet Where(Func<AssociationRule, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return WherePlace(place => condition(new AssociationRule(this, place)));
    }

    /// <summary>The same rules ordered by a measure, the strongest first.</summary>
    /// <param name="measure">Such as <see cref="RuleMeasures.Lift"/>.</param>
    /// <param name="descending">
    /// Whether the largest value comes first; null for the strongest first: the largest, or the smallest when <see cref="RuleMeasure.LowerIsStronger"/>.
    /// </param>
    /// <param name="cancellation">Ends the work within a fraction of a second.</param>
    /// <returns>
    /// A rule set that shares the rules with this one. Rules of equal value stay in the present order; those for which the measure is undefined come last,
    /// in the present order too.
    /// </returns>
    /// <remarks>O(n log n) for n rules; the measure is evaluated once for each.</remarks>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public RuleSet OrderBy(RuleMeasure measure, bool? descending = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(measure);
        bool largestFirst = descending ?? !measure.LowerIsStronger;
        double[] keys = new double[Count];
        int[] places = new int[Count];
        int defined = 0;
        int undefined = Count;
        for (int place = 0; place < Count; place++)
        {
            ThrowIfCancelled(place, cancellation);
            if (measure.Evaluate(CountsOf(place)) is double value)
            {
                // Adding 0 makes a negative zero positive: they are equal and stay in order.
                keys[defined] = (largestFirst ? -value : value) + 0.0;
                places[defined++] = place;
            }
            else
            {
                places[--undefined] = place;
            }
        }

        places.AsSpan(undefined).Reverse();
        CancellableSort.Sort(keys.AsSpan(0, defined), places.AsSpan(0, defined), cancellation);
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = _order[places[i]];
        }

        return With(places);
    }

    /// <summary>The first rules of the present order.</summary>
    /// <param name="count">How many; all when there are fewer.</param>
    /// <returns>A rule set that shares the rules with this one.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public RuleSet Take(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return count >= Count ? this : With(_order[..count]);
    }

    /// <summary>The rules at some places, in the present order.</summary>
    internal RuleSet WherePlace(Func<int, bool> isKept, CancellationToken cancellation = default)
    {
        List<int> kept = [];
        for (int place = 0; place < Count; place++)
        {
            ThrowIfCancelled(place, cancellation);
            if (isKept(place))
            {
                kept.Add(_order[place]);
            }
        }

        return With([.. kept]);
    }

    /// <summary>Looks at the token now and then while all rules are walked through.</summary>
    internal static void ThrowIfCancelled(int place, CancellationToken cancellation)
    {
        if (place % 256 == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private RuleSet With(int[] order) => new(_rules, order, ItemIds, TransactionCount) { IsWeighted = IsWeighted };
}
