using System.Globalization;

namespace CrossSell.Mining;

/// <summary>Which rules <see cref="AttributeRuleMiner"/> looks for.</summary>
/// <remarks>Thresholds are compared without rounding. Not thread-safe while it is changed; a run reads it once, at its start.</remarks>
public sealed class AttributeRuleOptions
{
    /// <summary>Support, confidence, lift, lengths and limits; all of them about the rows that know every attribute of the rule.</summary>
    /// <remarks>Filters of items and limits of measures sift the rules here; they do not make the search shorter, as lengths and supports do.</remarks>
    /// <value>Default: those of <see cref="RuleOptions"/>. Rules without an antecedent are not supported here.</value>
    public RuleOptions Rules { get; set; } = new();

    /// <summary>The smallest representativity: the share of all rows that know every attribute of the rule.</summary>
    /// <value>Default: 0.5. More than 0, at most 1. A low value finds rules that few rows can speak for, and takes longer.</value>
    public decimal MinRepresentativity { get; set; } = 0.5m;

    /// <summary>What is wrong with these options, one sentence each; empty when a run can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        if (Rules is null)
        {
            return ["Rules is null; it must be options."];
        }

        List<string> failures = [.. Rules.Validate()];
        if (MinRepresentativity is <= 0 or > 1)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"MinRepresentativity is {MinRepresentativity}; it must be more than 0 and at most 1."));
        }

        if (Rules.AllowEmptyAntecedent)
        {
            failures.Add("Rules.AllowEmptyAntecedent is set; rules about rows with unknown values need an antecedent.");
        }

        return failures;
    }
}
