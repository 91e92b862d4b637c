using System.Globalization;

namespace CrossSell.Mining;

/// <summary>Which association rules <see cref="RuleMiner"/> looks for, and where it stops rather than take the machine down.</summary>
/// <remarks>
/// Thresholds are compared without rounding: a rule that just meets one is found. Not thread-safe while it is changed; a run reads it once, at its start.
/// </remarks>
public sealed class RuleOptions
{
    /// <summary>The smallest support of a rule: of antecedent and consequent together.</summary>
    /// <value>Default: 1 % of the transactions. A lower support costs more time and memory, often many times more.</value>
    public SupportThreshold MinSupport { get; set; } = SupportThreshold.FromShare(0.01m);

    /// <summary>The smallest confidence: of the transactions with the antecedent, the share with the consequent too.</summary>
    /// <value>Default: 0.5. From 0 to 1.</value>
    public decimal MinConfidence { get; set; } = 0.5m;

    /// <summary>The smallest lift: how many times as often both occur together as they would by chance.</summary>
    /// <value>Default: 0, any. 0 or more; meant is the shortest decimal that reads back as the same double.</value>
    public double MinLift { get; set; }

    /// <summary>The most items of a rule, antecedent and consequent together; shorter searches are faster.</summary>
    /// <value>Default: null, any number. 2 or more (1 or more when <see cref="AllowEmptyAntecedent"/> is set).</value>
    public int? MaxLength { get; set; }

    /// <summary>The most items of a consequent.</summary>
    /// <value>Default: 1. At least 1. Longer consequents multiply the rules.</value>
    public int MaxConsequent { get; set; } = 1;

    /// <summary>Whether rules without an antecedent, <c>{} => {milk}</c>, are found too: how often the consequent occurs at all.</summary>
    /// <value>Default: false.</value>
    public bool AllowEmptyAntecedent { get; set; }

    /// <summary>The most rules; one more ends the run with a <see cref="MiningLimitException"/>.</summary>
    /// <value>Default: 10,000,000. At least 1.</value>
    public int MaxRules { get; set; } = 10_000_000;

    /// <summary>The most itemsets that rules are made of; one more ends the run with a <see cref="MiningLimitException"/>.</summary>
    /// <value>Default: 50,000,000. At least 1.</value>
    public long MaxItemsets { get; set; } = new MiningOptions().MaxItemsets;

    /// <summary>The most memory, in bytes, that the search for itemsets and its result may take, beside the transactions themselves.</summary>
    /// <value>Default: half of what this process may use.</value>
    public long MaxMemoryBytes { get; set; } = new MiningOptions().MaxMemoryBytes;

    /// <summary>The most threads that mine. The result is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a run can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (MinConfidence is < 0 or > 1)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"MinConfidence is {MinConfidence}; it must be from 0 to 1."));
        }

        if (!double.IsFinite(MinLift) || MinLift < 0)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"MinLift is {MinLift}; it must be a finite number, 0 or more."));
        }

        int shortest = AllowEmptyAntecedent ? 1 : 2;
        if (MaxLength is int longest && longest < shortest)
        {
            failures.Add($"MaxLength is {longest}; it must be null or at least {shortest}.");
        }

        if (MaxConsequent < 1)
        {
            failures.Add($"MaxConsequent is {MaxConsequent}; it must be 1 or more.");
        }

        if (MaxRules < 1)
        {
            failures.Add($"MaxRules is {MaxRules}; it must be 1 or more.");
        }

        MiningOptions mining = ForItemsets();
        mining.MaxLength = null;
        failures.AddRange(mining.Validate());
        return failures;
    }

    /// <summary>What the search for the itemsets behind the rules is asked for.</summary>
    internal MiningOptions ForItemsets() => new()
    {
        MinSupport = MinSupport,
        MaxLength = MaxLength,
        MaxItemsets = MaxItemsets,
        MaxMemoryBytes = MaxMemoryBytes,
        MaxThreads = MaxThreads,
    };
}
