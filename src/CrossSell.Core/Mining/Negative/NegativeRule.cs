using System.Globalization;

namespace CrossSell.Mining;

/// <summary>A negative rule A => not B: transactions with A hold B less often than chance. A view of one entry of a <see cref="NegativeRuleSet"/>.</summary>
public readonly struct NegativeRule : IEquatable<NegativeRule>
{
    private readonly NegativeRuleSet _owner;
    private readonly int _place;

    internal NegativeRule(NegativeRuleSet owner, int place)
    {
        _owner = owner;
        _place = place;
    }

    /// <summary>The ids of the antecedent's items, one or two, in the order of their indexes. A new list on each call.</summary>
    public IReadOnlyList<string> Antecedent => [.. AntecedentIndexes.Select(Name)];

    /// <summary>The indexes of the antecedent's items, ascending. A new list on each call.</summary>
    public IReadOnlyList<int> AntecedentIndexes => Row.Second < 0 ? [Row.First] : [Row.First, Row.Second];

    /// <summary>The id of the item that stays away.</summary>
    public string Absent => Name(AbsentIndex);

    /// <summary>The index of the item that stays away.</summary>
    public int AbsentIndex => Row.Absent;

    /// <summary>The table of "A => not B": n11 counts A without B, n10 A with B, n01 neither, n00 B without A.</summary>
    /// <remarks>Every measure can be asked of it; <c>Swap</c> makes it "not B => A", not "A => B".</remarks>
    public RuleCounts Counts
    {
        get
        {
            RuleCounts together = RuleCounts.FromMargins(Row.Together, Row.WithAntecedent, Row.WithAbsent, _owner.TransactionCount);
            return new RuleCounts(together.N10, together.N11, together.N00, together.N01);
        }
    }

    /// <summary>The transactions that hold A and B all the same.</summary>
    public int Together => Row.Together;

    /// <summary>The transactions that would hold both if neither knew of the other: n1x nx1 / n.</summary>
    public double Expected => (double)Row.WithAntecedent * Row.WithAbsent / _owner.TransactionCount;

    /// <summary>Of the transactions with A, the share without B, from 0 to 1. High for every rare B: look at the lift first.</summary>
    public double Confidence => (double)(Row.WithAntecedent - Row.Together) / Row.WithAntecedent;

    /// <summary>The lift of A and B, together over expected: 0 when they never meet, 1 by chance.</summary>
    public double Lift => Row.Together / Expected;

    /// <summary>The chance of so few together, or fewer, with these margins and no connection: Fisher's exact test, lower tail.</summary>
    public double PValue => Row.PValue;

    /// <summary>The p value raised for <see cref="NegativeRuleSet.TestCount"/> tests, as <see cref="NegativeRuleOptions.Adjustment"/> says; at most 1.</summary>
    public double AdjustedPValue => Row.AdjustedPValue;

    private NegativeRow Row => _owner.RowOf(_place);

    /// <summary>Whether both are the same entry of the same result.</summary>
    public static bool operator ==(NegativeRule left, NegativeRule right) => left.Equals(right);

    /// <summary>Whether they are different entries.</summary>
    public static bool operator !=(NegativeRule left, NegativeRule right) => !left.Equals(right);

    /// <summary>A measure of <see cref="Counts"/>, so of "A => not B"; null where it is undefined.</summary>
    /// <param name="measure">Such as those of <see cref="RuleMeasures"/>.</param>
    public double? Measure(RuleMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return measure.Evaluate(Counts);
    }

    /// <inheritdoc/>
    public bool Equals(NegativeRule other) => ReferenceEquals(_owner, other._owner) && _place == other._place;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is NegativeRule other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _place;

    /// <summary>Such as <c>{tea} => not coffee (lift 0.2, together 31, expected 155.2)</c>.</summary>
    public override string ToString() =>
        _owner is null
            ? "{} => not {}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{{{string.Join(", ", Antecedent)}}} => not {Absent} (lift {Lift:0.##}, together {Together}, expected {Expected:0.#})");

    private string Name(int item) => _owner.ItemIds[item];
}
