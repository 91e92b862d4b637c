using System.Globalization;

namespace CrossSell.Mining;

/// <summary>Which negative rules <see cref="NegativeRuleMiner"/> looks for, and how much evidence an absence takes.</summary>
/// <remarks>Thresholds on counts are compared without rounding. Not thread-safe while it is changed; a run reads it once, at its start.</remarks>
public sealed class NegativeRuleOptions
{
    /// <summary>How often antecedent and consequent would have to meet by chance, n1x nx1 / n, for their not meeting to mean anything.</summary>
    /// <value>Default: 5. More than 0; meant is the shortest decimal that reads back as the same double. Two rare products never meet: that is no evidence.</value>
    public double MinExpected { get; set; } = 5;

    /// <summary>The largest lift of antecedent and consequent: how many times as often as by chance they meet.</summary>
    /// <value>Default: 0.5, at most half as often. From 0 (never together) to less than 1; meant is the shortest decimal that reads back as the same double.</value>
    public double MaxLift { get; set; } = 0.5;

    /// <summary>The largest p value, adjusted for the number of tests, with which a rule is kept.</summary>
    /// <value>Default: 0.05. More than 0, at most 1 (any).</value>
    public double MaxPValue { get; set; } = 0.05;

    /// <summary>How p values are raised for the number of tests.</summary>
    /// <remarks>Of the tests only those with a small lift and p value are kept; all others count as tests with larger p values, which can only raise the adjusted ones.</remarks>
    /// <value>Default: <see cref="PValueAdjustment.Holm"/>.</value>
    public PValueAdjustment Adjustment { get; set; } = PValueAdjustment.Holm;

    /// <summary>The most items of an antecedent.</summary>
    /// <value>Default: 1. 1 or 2.</value>
    public int MaxAntecedent { get; set; } = 1;

    /// <summary>The most rules; one more ends the run with a <see cref="MiningLimitException"/>.</summary>
    /// <value>Default: 10,000,000. At least 1. Counted before p values are adjusted.</value>
    public int MaxRules { get; set; } = 10_000_000;

    /// <summary>The most threads that mine. The result is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a run can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (!(MinExpected > 0 && double.IsFinite(MinExpected)))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"MinExpected is {MinExpected}; it must be a finite number above 0."));
        }

        if (!(MaxLift is >= 0 and < 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"MaxLift is {MaxLift}; it must be 0 or more and less than 1."));
        }

        if (!(MaxPValue is > 0 and <= 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"MaxPValue is {MaxPValue}; it must be more than 0 and at most 1."));
        }

        if (!Enum.IsDefined(Adjustment))
        {
            failures.Add($"Adjustment is {(int)Adjustment}; it must be {string.Join(", ", Enum.GetNames<PValueAdjustment>())}.");
        }

        if (MaxAntecedent is not (1 or 2))
        {
            failures.Add($"MaxAntecedent is {MaxAntecedent}; it must be 1 or 2.");
        }

        if (MaxRules < 1)
        {
            failures.Add($"MaxRules is {MaxRules}; it must be 1 or more.");
        }

        if (MaxThreads is int threads && threads < 1)
        {
            failures.Add($"MaxThreads is {threads}; it must be null or 1 or more.");
        }

        return failures;
    }
}
