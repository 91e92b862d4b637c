using System.Globalization;

namespace CrossSell.Mining;

/// <summary>A rule among attributes and products, counted over the rows that know all of its attributes. A view of one entry of an <see cref="AttributeRuleSet"/>.</summary>
/// <remarks>Ragel and Cremilleux 1998, "Treatment of missing values for association rules" (RAR).</remarks>
public readonly struct AttributeRule : IEquatable<AttributeRule>
{
    private readonly AttributeRuleSet _owner;
    private readonly int _place;

    internal AttributeRule(AttributeRuleSet owner, int place)
    {
        _owner = owner;
        _place = place;
    }

    /// <summary>The ids of the items that are there already, in the order of their indexes. A new list on each call.</summary>
    public IReadOnlyList<string> Antecedent => _owner.NamesOf(AntecedentIndexes);

    /// <summary>The ids of the items that follow, in the order of their indexes. A new list on each call.</summary>
    public IReadOnlyList<string> Consequent => _owner.NamesOf(ConsequentIndexes);

    /// <summary>The indexes of the antecedent's items, ascending.</summary>
    public ReadOnlySpan<int> AntecedentIndexes => _owner.Table.AntecedentOf(_owner.RuleAt(_place));

    /// <summary>The indexes of the consequent's items, ascending.</summary>
    public ReadOnlySpan<int> ConsequentIndexes => _owner.Table.ConsequentOf(_owner.RuleAt(_place));

    /// <summary>The rule's table over the rows that know all of its attributes; n is their number, and differs from rule to rule.</summary>
    public RuleCounts Counts => _owner.Table.CountsOf(_owner.RuleAt(_place));

    /// <summary>Of the rows that know all attributes of the rule, the share that hold both sides: n11 / n, more than 0, at most 1.</summary>
    public double Support => (double)Counts.N11 / Counts.N;

    /// <summary>Of those with the antecedent, the share with the consequent too: n11 / n1x, more than 0, at most 1.</summary>
    public double Confidence => (double)Counts.N11 / Counts.N1x;

    /// <summary>How many times as often both sides occur together as they would by chance: n n11 / (n1x nx1), more than 0; 1 is chance.</summary>
    public double Lift => (double)Counts.N * Counts.N11 / ((double)Counts.N1x * Counts.Nx1);

    /// <summary>The share of all rows that know all attributes of the rule, more than 0, at most 1: how much of the table the rule speaks for.</summary>
    public double Representativity => (double)Counts.N / _owner.RowCount;

    /// <summary>Whether both are the same entry of the same result.</summary>
    public static bool operator ==(AttributeRule left, AttributeRule right) => left.Equals(right);

    /// <summary>Whether they are different entries.</summary>
    public static bool operator !=(AttributeRule left, AttributeRule right) => !left.Equals(right);

    /// <summary>A measure of the rule; null where it is undefined.</summary>
    /// <param name="measure">Such as those of <see cref="RuleMeasures"/>.</param>
    public double? Measure(RuleMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return measure.Evaluate(Counts);
    }

    /// <inheritdoc/>
    public bool Equals(AttributeRule other) => ReferenceEquals(_owner, other._owner) && _place == other._place;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AttributeRule other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _place;

    /// <summary>Such as <c>{age=[18,25)} => {phone} (confidence 0.52, lift 2.1, count 31, of 80 % of rows)</c>.</summary>
    public override string ToString() =>
        _owner is null
            ? "{} => {}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{{{string.Join(", ", Antecedent)}}} => {{{string.Join(", ", Consequent)}}} (confidence {Confidence:0.##}, lift {Lift:0.##}, count {Counts.N11}, of {100 * Representativity:0.#} % of rows)");
}
