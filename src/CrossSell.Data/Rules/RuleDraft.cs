using CrossSell.Mining;

namespace CrossSell.Data;

/// <summary>A rule as a file tells it, before its counts are known to be right.</summary>
internal sealed class RuleDraft(long line)
{
    private readonly double[] _values = [.. Enumerable.Repeat(double.NaN, (int)RuleField.ConsequentSupport + 1)];

    public long Line { get; } = line;

    public IReadOnlyList<string>? Antecedent { get; set; }

    public IReadOnlyList<string>? Consequent { get; set; }

    /// <summary>A number of the rule; null where the file has none.</summary>
    public double? this[RuleField field]
    {
        get => double.IsNaN(_values[(int)field]) ? null : _values[(int)field];
        set => _values[(int)field] = value ?? double.NaN;
    }

    /// <summary>How many of the four counts the file has.</summary>
    public int CountsGiven => _values.AsSpan(0, 4).ContainsAnyExcept(double.NaN) ? 4 - _values.AsSpan(0, 4).Count(double.NaN) : 0;

    /// <summary>The four counts, where the file has all of them.</summary>
    public RuleCounts? Counts =>
        CountsGiven == 4 ? new RuleCounts((long)_values[0], (long)_values[1], (long)_values[2], (long)_values[3]) : null;

    public override string ToString() => $"{{{string.Join(", ", Antecedent ?? [])}}} => {{{string.Join(", ", Consequent ?? [])}}}";
}
