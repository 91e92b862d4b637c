using CrossSell.Mining;

namespace CrossSell;

/// <summary>How the association rules of a model are mined.</summary>
/// <remarks>The defaults suit a few thousand to some million customers; <see cref="MinSupport"/> is the one worth a thought.</remarks>
public sealed class ModelRuleOptions
{
    /// <summary>What one transaction is: a customer or a basket.</summary>
    /// <value>Default: null, which means customers where the history names any, else baskets.</value>
    public TransactionUnit? Unit { get; set; }

    /// <summary>How many transactions must have all products of a rule.</summary>
    /// <value>
    /// Default: null, which means one in a thousand, 10 at least, and doubled until no more than 300,000 itemsets are frequent. Lower finds rarer products'
    /// rules, costs time, and trusts smaller numbers.
    /// </value>
    public SupportThreshold? MinSupport { get; set; }

    /// <summary>The least share of those with the antecedent that must have the consequent.</summary>
    /// <value>Default: 0.01. From 0 to 1.</value>
    public decimal MinConfidence { get; set; } = 0.01m;

    /// <summary>How many times more often than among all the consequent must stand beside the antecedent.</summary>
    /// <value>Default: 1, which leaves out what speaks against the offer. 0 or more.</value>
    public double MinLift { get; set; } = 1.0;

    /// <summary>The most products of a rule, the offered one included.</summary>
    /// <value>Default: 3. At least 2.</value>
    public int MaxLength { get; set; } = 3;

    /// <summary>The most threads that mine. The model is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a model can be fitted.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (Unit is { } unit && !Enum.IsDefined(unit))
        {
            failures.Add($"Unit is {unit:D}; it must be null, Customer or Basket.");
        }

        if (MinConfidence is < 0 or > 1)
        {
            failures.Add(FormattableString.Invariant($"MinConfidence is {MinConfidence}; it must be from 0 to 1."));
        }

        if (!double.IsFinite(MinLift) || MinLift < 0)
        {
            failures.Add(FormattableString.Invariant($"MinLift is {MinLift}; it must be a finite number, 0 or more."));
        }

        if (MaxLength < 2)
        {
            failures.Add($"MaxLength is {MaxLength}; it must be 2 or more, since a rule has an antecedent and a consequent.");
        }

        if (MaxThreads is < 1)
        {
            failures.Add($"MaxThreads is {MaxThreads}; it must be null or 1 or more.");
        }

        return failures;
    }

    /// <summary>What the miner is asked for rules with one consequent.</summary>
    internal RuleOptions ForMining(SupportThreshold minSupport) => new()
    {
        MinSupport = minSupport, MaxLength = MaxLength, MinConfidence = MinConfidence, MinLift = MinLift, MaxConsequent = 1, MaxThreads = MaxThreads,
    };

    internal ModelRuleOptions Copy() => (ModelRuleOptions)MemberwiseClone();
}
