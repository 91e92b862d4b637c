using System.Globalization;

namespace CrossSell.Mining;

/// <summary>A directed rule in time: customers with A go on to buy B. A view of one entry of a <see cref="DirectedRuleSet"/>.</summary>
public readonly struct DirectedRule : IEquatable<DirectedRule>
{
    private readonly DirectedRuleSet _owner;
    private readonly int _place;

    internal DirectedRule(DirectedRuleSet owner, int place)
    {
        _owner = owner;
        _place = place;
    }

    /// <summary>The id of the product that comes first.</summary>
    public string Antecedent => _owner.ItemIds[AntecedentIndex];

    /// <summary>The id of the product that follows.</summary>
    public string Consequent => _owner.ItemIds[ConsequentIndex];

    /// <summary>The index of the product that comes first.</summary>
    public int AntecedentIndex => _owner.RowOf(_place).Antecedent;

    /// <summary>The index of the product that follows.</summary>
    public int ConsequentIndex => _owner.RowOf(_place).Consequent;

    /// <summary>
    /// Customers: n11 with A and then B within the window, n10 with an A that no such B follows, n01 with B who never had A, n00 with neither.
    /// </summary>
    /// <remarks>
    /// Customers whose every A came too late to be observed to the end stand in no cell, so n is the customers that the rule can be judged by. Those with B before A,
    /// or too late after it, stand in n10.
    /// </remarks>
    public RuleCounts Counts
    {
        get
        {
            DirectedRow row = _owner.RowOf(_place);
            int without = row.WithConsequent - row.WithBoth;
            return new RuleCounts(row.Both, row.WithAntecedent - row.Both, without, _owner.CustomerCount - row.EverAntecedent - without);
        }
    }

    /// <summary>The customers with B at any time.</summary>
    public int ConsequentCount => _owner.RowOf(_place).WithConsequent;

    /// <summary>The share of all customers, judged or not, with A and then B; more than 0, at most 1.</summary>
    public double Support => (double)_owner.RowOf(_place).Both / _owner.CustomerCount;

    /// <summary>Of the customers with A, the share who then bought B: n11 / n1x, more than 0, at most 1.</summary>
    public double Confidence => (double)_owner.RowOf(_place).Both / _owner.RowOf(_place).WithAntecedent;

    /// <summary>The confidence over the share of all customers who have B at any time, more than 0. With a short window it is below 1 even where A helps.</summary>
    public double Lift
    {
        get
        {
            DirectedRow row = _owner.RowOf(_place);
            return (double)_owner.CustomerCount * row.Both / ((double)row.WithAntecedent * row.WithConsequent);
        }
    }

    /// <summary>The median over the n11 customers of the days from A to B, fractions included: from the earliest A that has a B in its window to the first B after it.</summary>
    public double MedianDays => _owner.RowOf(_place).MedianTicks / TimeSpan.TicksPerDay;

    /// <summary>The customers with the other order, B and then A, by the same options; a customer can show both orders.</summary>
    public int ReverseCount => _owner.RowOf(_place).Reverse;

    /// <summary>How much A before B outweighs B before A: (n11 - reverse) / (n11 + reverse), from -1 to 1; 0 when both orders are as frequent.</summary>
    public double OrderAsymmetry
    {
        get
        {
            DirectedRow row = _owner.RowOf(_place);
            return ((double)row.Both - row.Reverse) / ((double)row.Both + row.Reverse);
        }
    }

    /// <summary>Whether both are the same entry of the same result.</summary>
    public static bool operator ==(DirectedRule left, DirectedRule right) => left.Equals(right);

    /// <summary>Whether they are different entries.</summary>
    public static bool operator !=(DirectedRule left, DirectedRule right) => !left.Equals(right);

    /// <summary>A measure of the rule's <see cref="Counts"/>; null where it is undefined.</summary>
    /// <param name="measure">Such as those of <see cref="RuleMeasures"/>.</param>
    public double? Measure(RuleMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return measure.Evaluate(Counts);
    }

    /// <inheritdoc/>
    public bool Equals(DirectedRule other) => ReferenceEquals(_owner, other._owner) && _place == other._place;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DirectedRule other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _place;

    /// <summary>Such as <c>phone -> case (confidence 0.52, lift 2.1, count 31, median 12 days)</c>.</summary>
    public override string ToString() =>
        _owner is null
            ? "{} -> {}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Antecedent} -> {Consequent} (confidence {Confidence:0.##}, lift {Lift:0.##}, count {Counts.N11}, median {MedianDays:0.#} days)");
}
