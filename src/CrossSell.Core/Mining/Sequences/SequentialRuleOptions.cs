using System.Globalization;

namespace CrossSell.Mining;

/// <summary>Which sequential rules <see cref="SequentialRuleMiner"/> looks for.</summary>
/// <remarks>Thresholds are compared without rounding. Not thread-safe while it is changed; a run reads it once, at its start.</remarks>
public sealed class SequentialRuleOptions
{
    /// <summary>The smallest support: the sequences in which the rule holds, as a number or as a share of all.</summary>
    /// <value>Default: 1 % of the sequences.</value>
    public SupportThreshold MinSupport { get; set; } = SupportThreshold.FromShare(0.01m);

    /// <summary>The smallest confidence: of the sequences that hold the antecedent, the share in which the rule holds.</summary>
    /// <value>Default: 0.5. From 0 to 1.</value>
    public decimal MinConfidence { get; set; } = 0.5m;

    /// <summary>The most items of an antecedent.</summary>
    /// <value>Default: null, any number. At least 1. Long histories hold very many sets: bound this where the support is low.</value>
    public int? MaxAntecedent { get; set; }

    /// <summary>The most items of a consequent.</summary>
    /// <value>Default: null, any number. At least 1.</value>
    public int? MaxConsequent { get; set; }

    /// <summary>The longest time from the first item of the rule to its last, the end included; the sequences need times.</summary>
    /// <value>Default: null, any. Zero or more.</value>
    public TimeSpan? Window { get; set; }

    /// <summary>The most consecutive baskets that the rule may spread over, the first and the last included (the window of TRuleGrowth).</summary>
    /// <value>Default: null, any. At least 2.</value>
    public int? WindowBaskets { get; set; }

    /// <summary>The most rules; one more ends the run with a <see cref="MiningLimitException"/>.</summary>
    /// <value>Default: 10,000,000. At least 1.</value>
    public int MaxRules { get; set; } = 10_000_000;

    /// <summary>The most threads that mine. The result is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    internal bool HasWindow => Window is not null || WindowBaskets is not null;

    /// <summary>What is wrong with these options, one sentence each; empty when a run can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (MinConfidence is < 0 or > 1)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"MinConfidence is {MinConfidence}; it must be from 0 to 1."));
        }

        AddIfTooSmall(failures, nameof(MaxAntecedent), MaxAntecedent, 1);
        AddIfTooSmall(failures, nameof(MaxConsequent), MaxConsequent, 1);
        AddIfTooSmall(failures, nameof(WindowBaskets), WindowBaskets, 2);
        AddIfTooSmall(failures, nameof(MaxThreads), MaxThreads, 1);
        if (Window is { } window && window < TimeSpan.Zero)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"Window is {window}; it must be null, zero or more."));
        }

        if (MaxRules < 1)
        {
            failures.Add($"MaxRules is {MaxRules}; it must be 1 or more.");
        }

        return failures;
    }

    private static void AddIfTooSmall(List<string> failures, string name, int? value, int least)
    {
        if (value < least)
        {
            failures.Add($"{name} is {value}; it must be null or {least} or more.");
        }
    }
}
