namespace CrossSell.ML;

/// <summary>How <see cref="BgNbdModel"/> and <see cref="GammaGammaModel"/> are fitted.</summary>
/// <remarks>Not thread-safe while it is changed; a fit reads it once, at its start.</remarks>
public sealed class ValueOptions
{
    /// <summary>The probability with which intervals cover.</summary>
    /// <value>Default: 0.95. Strictly between 0 and 1.</value>
    public double ConfidenceLevel { get; set; } = 0.95;

    /// <summary>The most steps of Newton's method.</summary>
    /// <value>Default: 200. At least 1.</value>
    public int MaxIterations { get; set; } = 200;

    /// <summary>After which purchases a customer may be gone, for <see cref="BgNbdModel"/>.</summary>
    /// <value>
    /// Default: after repeated ones, the BG/NBD model as it was published. Null: the rule under which customers held out, a third of them at a time, are the likelier;
    /// this fits six times more, and BG/NBD wins a tie.
    /// </value>
    public LeavingRule? Leaving { get; set; } = LeavingRule.AfterRepeatPurchase;

    /// <summary>The most threads. The model is the same bytes for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a fit can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (!(ConfidenceLevel > 0 && ConfidenceLevel < 1))
        {
            failures.Add(FormattableString.Invariant($"ConfidenceLevel is {ConfidenceLevel}; it must lie between 0 and 1, such as 0.95."));
        }

        if (MaxIterations < 1)
        {
            failures.Add($"MaxIterations is {MaxIterations}; it must be 1 or more.");
        }

        if (Leaving is { } leaving && !Enum.IsDefined(leaving))
        {
            failures.Add($"Leaving is {leaving}; it must be null or one of {string.Join(", ", Enum.GetNames<LeavingRule>())}.");
        }

        if (MaxThreads is < 1)
        {
            failures.Add($"MaxThreads is {MaxThreads}; it must be null or 1 or more.");
        }

        return failures;
    }
}
