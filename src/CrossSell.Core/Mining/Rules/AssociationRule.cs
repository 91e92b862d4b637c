using System.Globalization;

namespace CrossSell.Mining;

/// <summary>A rule: transactions with the antecedent tend to hold the consequent. A view of one entry of a <see cref="RuleSet"/>.</summary>
/// <remarks>Agrawal, Imielinski and Swami 1993. Everything else follows from <see cref="Counts"/>.</remarks>
public readonly struct AssociationRule : IEquatable<AssociationRule>
{
    private readonly RuleSet _owner;
    private readonly int _place;

    internal AssociationRule(RuleSet owner, int place)
    {
        _owner = owner;
        _place = place;
    }

    /// <summary>The ids of the items that are there already, in the order of their indexes. A new list on each call.</summary>
    public IReadOnlyList<string> Antecedent => _owner.NamesOf(AntecedentIndexes);

    /// <summary>The ids of the items that follow, in the order of their indexes. A new list on each call.</summary>
    public IReadOnlyList<string> Consequent => _owner.NamesOf(ConsequentIndexes);

    /// <summary>The indexes of the antecedent's items, ascending.</summary>
    public ReadOnlySpan<int> AntecedentIndexes => _owner.AntecedentOf(_place);

    /// <summary>The indexes of the consequent's items, ascending.</summary>
    public ReadOnlySpan<int> ConsequentIndexes => _owner.ConsequentOf(_place);

    /// <summary>How many transactions hold both sides, one of them, or neither.</summary>
    public RuleCounts Counts => _owner.CountsOf(_place);

    /// <summary>The share of all transactions that hold both sides: n11 / n, more than 0, at most 1.</summary>
    public double Support => (double)Counts.N11 / Counts.N;

    /// <summary>Of the transactions with the antecedent, the share with the consequent too: n11 / n1x, more than 0, at most 1.</summary>
    public double Confidence => (double)Counts.N11 / Counts.N1x;

    /// <summary>How many times as often both sides occur together as they would by chance: n n11 / (n1x nx1), more than 0; 1 is chance.</summary>
    public double Lift => (double)Counts.N * Counts.N11 / ((double)Counts.N1x * Counts.Nx1);

    /// <summary>Whether both are the same entry of the same result.</summary>
    public static bool operator ==(AssociationRule left, AssociationRule right) => left.Equals(right);

    /// <summary>Whether they are different entries.</summary>
    public static bool operator !=(AssociationRule left, AssociationRule right) => !left.Equals(right);

    /// <summary>A measure of the rule; null where it is undefined.</summary>
    /// <param name="measure">Such as those of <see cref="RuleMeasures"/>.</param>
    public double? Measure(RuleMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return measure.Evaluate(Counts);
    }

    /// <inheritdoc/>
    public bool Equals(AssociationRule other) => ReferenceEquals(_owner, other._owner) && _place == other._place;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AssociationRule other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _place;

    /// <summary>Such as <c>{bread, butter} => {milk} (confidence 0.52, lift 2.1, count 31)</c>.</summary>
    public override string ToString() =>
        _owner is null
            ? "{} => {}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{{{string.Join(", ", Antecedent)}}} => {{{string.Join(", ", Consequent)}}} (confidence {Confidence:0.##}, lift {Lift:0.##}, count {Counts.N11})");
}
