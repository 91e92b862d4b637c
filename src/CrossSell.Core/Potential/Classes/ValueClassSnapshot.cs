using CrossSell.Ledger;
using CrossSell.Potential;

namespace CrossSell;

/// <summary>The classes of all customers as of one instant, by what was known then.</summary>
/// <remarks>Immutable and thread-safe. Two of them make a table of moves: <see cref="ValueClassMoves.Between"/>.</remarks>
public sealed class ValueClassSnapshot
{
    private readonly double[] _yields;
    private readonly ValueClass?[] _values;
    private readonly ValueClass?[] _effective;

    private ValueClassSnapshot(DateTimeOffset at, ValueClassRule rule, double[] yields, ValueClass?[] values, ValueClass?[] effective) =>
        (At, Rule, _yields, _values, _effective) = (at, rule, yields, values, effective);

    /// <summary>As of when.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The limits of the classes.</summary>
    public ValueClassRule Rule { get; }

    /// <summary>The number of customers, those who were none yet among them.</summary>
    public int Count => _yields.Length;

    /// <summary>For each customer what he brought in the year before; NaN for one who was no customer yet.</summary>
    public ReadOnlySpan<double> Yields => _yields;

    /// <summary>Judges customers by given figures. O(customers log customers) without a rule, else O(customers).</summary>
    /// <param name="at">As of when the figures are.</param>
    /// <param name="yields">For each customer what he brings; NaN for one who is no customer yet, and who gets no class.</param>
    /// <param name="potentials">For each customer what he could bring; NaN for unknown.</param>
    /// <param name="rule">The limits; null to take them from these customers, by <see cref="ValueClassRule.ByQuantiles"/> with its defaults.</param>
    /// <param name="contactClass">The contact class of the ledger as of then, by a customer's place; null when nobody has one.</param>
    /// <exception cref="ArgumentException">Lengths differ, or without a rule nobody is a customer yet.</exception>
    public static ValueClassSnapshot Of(
        DateTimeOffset at, ReadOnlySpan<double> yields, ReadOnlySpan<double> potentials, ValueClassRule? rule = null, Func<int, string?>? contactClass = null)
    {
        PotentialChecks.RequireCount(potentials.Length, yields.Length, nameof(potentials));
        rule ??= ValueClassRule.ByQuantiles(yields, potentials);
        var values = new ValueClass?[yields.Length];
        var effective = new ValueClass?[yields.Length];
        for (int c = 0; c < values.Length; c++)
        {
            if (!double.IsNaN(yields[c]))
            {
                ValueClass value = rule.ClassOf(yields[c], potentials[c]);
                (values[c], effective[c]) = (value, ValueClassRule.EffectiveOf(value, contactClass?.Invoke(c)));
            }
        }

        return new ValueClassSnapshot(at, rule, yields.ToArray(), values, effective);
    }

    /// <summary>Judges all customers of a history by the purchases up to an instant: what came later changes nothing. O(purchases).</summary>
    /// <remarks>Times of the history are taken as UTC. What a customer brings is what <see cref="YearlySpend"/> says.</remarks>
    /// <param name="history">The purchases, later ones too.</param>
    /// <param name="at">The instant.</param>
    /// <param name="catalog">Says which products are bought again and again; null when nothing does.</param>
    /// <param name="potentials">
    /// What each customer could bring, NaN for unknown, from the purchases up to the instant, which it is given with all customers in the same places; null when that is known of nobody, and
    /// then every customer of little yield is O.
    /// </param>
    /// <param name="rule">The limits; null to take them from those who were customers then.</param>
    /// <param name="changes">The ledger's changes of a customer's contact class, later ones too; null when there are none.</param>
    /// <exception cref="ArgumentException">There are not as many potentials as customers, or without a rule nobody was a customer then.</exception>
    public static ValueClassSnapshot Of(
        PurchaseHistory history, DateTimeOffset at, ProductCatalog? catalog = null, Func<PurchaseHistory, double[]>? potentials = null, ValueClassRule? rule = null,
        Func<CustomerId, IReadOnlyList<ClassChange>>? changes = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        var spend = YearlySpend.Of(history, at.UtcDateTime, catalog);
        double[] yields = [.. Enumerable.Range(0, history.Customers.Count).Select(spend.OfCustomer)];
        double[] could = potentials is null ? [.. yields.Select(_ => double.NaN)] : potentials(at.UtcDateTime < DateTime.MaxValue ? history.Before(at.UtcDateTime.AddTicks(1)) : history);
        return Of(at, yields, could, rule, changes is null ? null : c => ValueClassHistory.ContactClassAt(changes(new CustomerId(history.Customers[c])), at));
    }

    /// <summary>A customer's class of value; null for one who was no customer yet.</summary>
    /// <param name="customer">The customer's place.</param>
    public ValueClass? ValueOf(int customer) => _values[customer];

    /// <summary>The class by which a customer was treated: the worse of value class and contact class; null for one who was no customer yet.</summary>
    /// <param name="customer">The customer's place.</param>
    public ValueClass? EffectiveOf(int customer) => _effective[customer];
}
