namespace CrossSell;

/// <summary>How the potential of a customer in a category is estimated from peers.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record WalletOptions
{
    /// <summary>The share of the peers who spend at most the potential. Default: 0.75. Strictly between 0 and 1.</summary>
    public double Quantile { get; init; } = 0.75;

    /// <summary>The fewest peers with spend in a category for a segment to speak for itself; with fewer all segments speak. Default: 20. At least 2.</summary>
    public int LeastPeers { get; init; } = 20;

    /// <summary>
    /// How many peers the estimate of all segments counts for beside the segment's own: potential = (n own + k all) / (n + k), on the logarithms. Default: 20. Finite,
    /// 0 or more; 0 for no shrinkage.
    /// </summary>
    public double Shrinkage { get; init; } = 20;

    /// <summary>The probability with which intervals cover. Default: 0.95. Strictly between 0 and 1.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>What is wrong with these figures, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Require(Quantile > 0 && Quantile < 1, nameof(Quantile), Quantile, "lie between 0 and 1, such as 0.75");
        Require(LeastPeers >= 2, nameof(LeastPeers), LeastPeers, "be 2 or more");
        Require(Shrinkage >= 0 && double.IsFinite(Shrinkage), nameof(Shrinkage), Shrinkage, "be a finite number of 0 or more");
        Require(ConfidenceLevel > 0 && ConfidenceLevel < 1, nameof(ConfidenceLevel), ConfidenceLevel, "lie between 0 and 1, such as 0.95");
        return failures;

        void Require(bool holds, string name, double value, string expected)
        {
            if (!holds)
            {
                failures.Add(FormattableString.Invariant($"{name} is {value}; it must {expected}."));
            }
        }
    }
}
