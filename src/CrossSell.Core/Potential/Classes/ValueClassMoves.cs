using CrossSell.Potential;

namespace CrossSell;

/// <summary>From which class to which customers moved between two instants.</summary>
/// <remarks>Immutable and thread-safe. By effective classes. Up is towards A, in the order A, B, O, C.</remarks>
public sealed class ValueClassMoves
{
    private const int Classes = 4;
    private const int Nobody = Classes;

    private readonly ValueClassMove[] _cells;

    private ValueClassMoves(DateTimeOffset from, DateTimeOffset to, ValueClassMove[] cells) => (From, To, _cells) = (from, to, cells);

    /// <summary>The earlier instant.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The later instant.</summary>
    public DateTimeOffset To { get; }

    /// <summary>Every way that somebody went, those who stayed too, in the order A, B, O, C, no customer; from before to.</summary>
    public IEnumerable<ValueClassMove> Moves => _cells.Where(cell => cell.Customers > 0);

    /// <summary>Customers who are in a better class than before.</summary>
    public ValueClassMove Climbed => Sum((from, to) => from < Nobody && to < from);

    /// <summary>Customers who are in a worse class than before.</summary>
    public ValueClassMove Fell => Sum((from, to) => to < Nobody && from < to);

    /// <summary>Customers of the same class as before.</summary>
    public ValueClassMove Stayed => Sum((from, to) => from < Nobody && from == to);

    /// <summary>Customers who were none before.</summary>
    public ValueClassMove Joined => Sum((from, to) => from == Nobody && to < Nobody);

    /// <summary>Those who went one way; nobody is a row of zeros.</summary>
    /// <param name="from">The class before; null for those who were no customers.</param>
    /// <param name="to">The class after; null likewise.</param>
    public ValueClassMove this[ValueClass? from, ValueClass? to] => _cells[(Place(from) * (Classes + 1)) + Place(to)];

    /// <summary>Counts the moves. O(customers).</summary>
    /// <param name="earlier">The classes before.</param>
    /// <param name="later">The classes after, of the same customers in the same places.</param>
    /// <exception cref="ArgumentException">The numbers of customers differ, or the first is not the earlier one.</exception>
    public static ValueClassMoves Between(ValueClassSnapshot earlier, ValueClassSnapshot later)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ArgumentNullException.ThrowIfNull(later);
        PotentialChecks.RequireCount(later.Count, earlier.Count, nameof(later));
        if (earlier.At >= later.At)
        {
            throw new ArgumentException(FormattableString.Invariant($"The earlier classes are as of {earlier.At:O} and the later ones as of {later.At:O}; the first must be before the second."), nameof(earlier));
        }

        ValueClass?[] places = [.. Enum.GetValues<ValueClass>().Select(c => (ValueClass?)c), null];
        ValueClassMove[] cells = [.. places.SelectMany(from => places.Select(to => new ValueClassMove(from, to, 0, 0, 0)))];
        for (int c = 0; c < earlier.Count; c++)
        {
            (ValueClass? from, ValueClass? to) = (earlier.EffectiveOf(c), later.EffectiveOf(c));
            if (from is not null || to is not null)
            {
                ref ValueClassMove cell = ref cells[(Place(from) * (Classes + 1)) + Place(to)];
                cell = cell with { Customers = cell.Customers + 1, YieldBefore = cell.YieldBefore + Known(earlier.Yields[c]), YieldAfter = cell.YieldAfter + Known(later.Yields[c]) };
            }
        }

        return new ValueClassMoves(earlier.At, later.At, cells);
    }

    private static int Place(ValueClass? value) => value is { } known ? (int)known : Nobody;

    private static double Known(double figure) => double.IsNaN(figure) ? 0 : figure;

    private ValueClassMove Sum(Func<int, int, bool> goes)
    {
        var sum = new ValueClassMove(null, null, 0, 0, 0);
        foreach (ValueClassMove cell in _cells.Where(cell => goes(Place(cell.From), Place(cell.To))))
        {
            sum = sum with { Customers = sum.Customers + cell.Customers, YieldBefore = sum.YieldBefore + cell.YieldBefore, YieldAfter = sum.YieldAfter + cell.YieldAfter };
        }

        return sum;
    }
}
