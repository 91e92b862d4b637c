using CrossSell.Ledger;

namespace CrossSell;

/// <summary>How a customer's effective class came about: judgements of value and the ledger's changes of contact class in one line of time.</summary>
public static class ValueClassHistory
{
    /// <summary>Every change of the effective class, in order. O(n log n).</summary>
    /// <remarks>At one instant a judgement of value comes before a change of the ledger. Before the first judgement a customer is O, not classified yet.</remarks>
    /// <param name="judgements">When which class of value was found; in any order.</param>
    /// <param name="changes">The ledger's changes of his contact class; in any order.</param>
    public static IReadOnlyList<ValueClassChange> Of(IEnumerable<(DateTimeOffset At, ValueClass Class)> judgements, IEnumerable<ClassChange> changes)
    {
        ArgumentNullException.ThrowIfNull(judgements);
        ArgumentNullException.ThrowIfNull(changes);
        var events = judgements.Select(j => (j.At, Order: 0, Value: (ValueClass?)j.Class, Change: (ClassChange?)null))
            .Concat(changes.Select(c => (c.At, Order: 1, Value: (ValueClass?)null, Change: (ClassChange?)c)))
            .OrderBy(e => e.At).ThenBy(e => e.Order);
        var line = new List<ValueClassChange>();
        ValueClass value = ValueClass.O;
        string? contact = null;
        foreach ((DateTimeOffset at, _, ValueClass? judged, ClassChange? change) in events)
        {
            value = judged ?? value;
            contact = change is null ? contact : change.To;
            ValueClass effective = ValueClassRule.EffectiveOf(value, contact);
            if (line.Count == 0 || line[^1].To != effective)
            {
                line.Add(new ValueClassChange(at, line.Count == 0 ? null : line[^1].To, effective, change?.Reason ?? $"judged {value} by yield and potential"));
            }
        }

        return line;
    }

    /// <summary>A customer's contact class as of an instant; null when he had none, or it was taken away. O(changes).</summary>
    /// <param name="changes">The ledger's changes, later ones too, in any order; of two at one instant the later in the order counts.</param>
    /// <param name="at">The instant; a change at it counts.</param>
    public static string? ContactClassAt(IEnumerable<ClassChange> changes, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return changes.Where(change => change.At <= at).OrderBy(change => change.At).LastOrDefault()?.To;
    }
}
