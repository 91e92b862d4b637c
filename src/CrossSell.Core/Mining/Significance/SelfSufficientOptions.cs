using System.Globalization;

namespace CrossSell.Mining;

/// <summary>How sure <see cref="SelfSufficientItemsets"/> must be.</summary>
/// <remarks>Not thread-safe while it is changed; a run reads it once, at its start.</remarks>
public sealed class SelfSufficientOptions
{
    /// <summary>The chance that is accepted that any itemset is called productive though it is not.</summary>
    /// <value>Default: 0.05. More than 0, less than 1.</value>
    public double Alpha { get; set; } = 0.05;

    /// <summary>How many itemsets were tested; alpha is shared among them (Bonferroni).</summary>
    /// <value>Default: null, the itemsets given that have two items and more. At least their number.</value>
    public double? Tests { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a run can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (Alpha is not (> 0 and < 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"Alpha is {Alpha}; it must be more than 0 and less than 1."));
        }

        if (Tests is { } tests && !(tests >= 1 && double.IsFinite(tests)))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"Tests is {tests}; it must be null or a number from 1."));
        }

        return failures;
    }
}
