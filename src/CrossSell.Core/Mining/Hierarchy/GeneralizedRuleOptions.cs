using System.Globalization;

namespace CrossSell.Mining;

/// <summary>What <see cref="GeneralizedRuleMiner"/> looks for beside the usual <see cref="RuleOptions"/>.</summary>
/// <remarks>Not thread-safe while it is changed; a run reads it once, at its start.</remarks>
public sealed class GeneralizedRuleOptions
{
    /// <summary>Support, confidence, lift, lengths, limits.</summary>
    /// <value>Default: those of <see cref="RuleOptions"/>.</value>
    public RuleOptions Rules { get; set; } = new();

    /// <summary>How many times as large as its more general rules let expect a rule's support or its confidence must be, for the rule to be kept.</summary>
    /// <remarks>
    /// R of Srikant and Agrawal 1995, section 2.1. A rule with more general rules is kept only where it says more than they do: "white bread => butter" must beat what
    /// "bread => butter" says, times the share of white bread in bread. At 1.1 rules that differ by less than a tenth go.
    /// </remarks>
    /// <value>Default: null, all rules are kept. More than 0; meant is the shortest decimal that reads back as the same double.</value>
    public double? MinInterest { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a run can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        if (Rules is null)
        {
            return ["Rules is null; it must be options."];
        }

        List<string> failures = [.. Rules.Validate()];
        if (MinInterest is { } interest && !(interest > 0 && double.IsFinite(interest)))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"MinInterest is {interest}; it must be null or a finite number above 0."));
        }

        return failures;
    }
}
