using System.Globalization;

namespace CrossSell.Mining;

/// <summary>A sequential rule X ==> Y: sequences with all of X go on to hold all of Y. A view of one entry of a <see cref="SequentialRuleSet"/>.</summary>
/// <remarks>Fournier-Viger, Nkambou and Tseng 2011 (RuleGrowth): inside X and inside Y there is no order, but all of X comes before all of Y.</remarks>
public readonly struct SequentialRule : IEquatable<SequentialRule>
{
    private readonly SequentialRuleSet _owner;
    private readonly int _place;

    internal SequentialRule(SequentialRuleSet owner, int place)
    {
        _owner = owner;
        _place = place;
    }

    /// <summary>The ids of the items that come first, in the order of their indexes. A new list on each call.</summary>
    public IReadOnlyList<string> Antecedent => _owner.NamesOf(AntecedentIndexes);

    /// <summary>The ids of the items that follow, in the order of their indexes. A new list on each call.</summary>
    public IReadOnlyList<string> Consequent => _owner.NamesOf(ConsequentIndexes);

    /// <summary>The indexes of the items that come first, ascending.</summary>
    public ReadOnlySpan<int> AntecedentIndexes => _owner.Table.AntecedentOf(_owner.RuleAt(_place));

    /// <summary>The indexes of the items that follow, ascending.</summary>
    public ReadOnlySpan<int> ConsequentIndexes => _owner.Table.ConsequentOf(_owner.RuleAt(_place));

    /// <summary>
    /// Sequences: n11 in which the rule holds, n10 that hold all of X, but not all of Y after it, n01 that hold all of Y without all of X, n00 all others.
    /// </summary>
    /// <remarks>Sequences with both sides in another order, or too far apart, stand in n10: X came, and Y did not follow.</remarks>
    public RuleCounts Counts => _owner.Table.CountsOf(_owner.RuleAt(_place));

    /// <summary>The share of all sequences in which the rule holds: n11 / n, more than 0, at most 1.</summary>
    public double Support => (double)Counts.N11 / Counts.N;

    /// <summary>Of the sequences with all of X, the share in which all of Y follows: n11 / n1x, more than 0, at most 1.</summary>
    public double Confidence => (double)Counts.N11 / Counts.N1x;

    /// <summary>The sequences that hold all of Y, at any place.</summary>
    public long ConsequentCount => _owner.Table.WithConsequent(_owner.RuleAt(_place));

    /// <summary>The confidence over the share of all sequences that hold Y at all, more than 0. Below 1 even where X helps, when most have Y before X.</summary>
    public double Lift => (double)Counts.N * Counts.N11 / ((double)Counts.N1x * ConsequentCount);

    /// <summary>Whether both are the same entry of the same result.</summary>
    public static bool operator ==(SequentialRule left, SequentialRule right) => left.Equals(right);

    /// <summary>Whether they are different entries.</summary>
    public static bool operator !=(SequentialRule left, SequentialRule right) => !left.Equals(right);

    /// <summary>A measure of the rule's <see cref="Counts"/>; null where it is undefined.</summary>
    /// <param name="measure">Such as those of <see cref="RuleMeasures"/>.</param>
    public double? Measure(RuleMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return measure.Evaluate(Counts);
    }

    /// <inheritdoc/>
    public bool Equals(SequentialRule other) => ReferenceEquals(_owner, other._owner) && _place == other._place;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SequentialRule other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _place;

    /// <summary>Such as <c>{bread, butter} ==> {milk} (confidence 0.52, lift 2.1, count 31)</c>.</summary>
    public override string ToString() =>
        _owner is null
            ? "{} ==> {}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{{{string.Join(", ", Antecedent)}}} ==> {{{string.Join(", ", Consequent)}}} (confidence {Confidence:0.##}, lift {Lift:0.##}, count {Counts.N11})");
}
