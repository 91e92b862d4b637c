namespace CrossSell;

/// <summary>Who is still to be won back.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record WinBackRules
{
    /// <summary>The attempts after which it is over. Default: 2. At least 1.</summary>
    public int MostAttempts { get; init; } = 2;

    /// <summary>The least time between two attempts. Default: 30 days. Zero or more.</summary>
    public TimeSpan BetweenAttempts { get; init; } = TimeSpan.FromDays(30);

    /// <summary>The share of the limit without a purchase from which an active customer is warned of. Default: 0.7. Above 0, below 1.</summary>
    public double WarnAt { get; init; } = 0.7;

    /// <summary>What is wrong with these rules, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (MostAttempts < 1)
        {
            failures.Add($"MostAttempts is {MostAttempts}; it must be 1 or more.");
        }

        if (BetweenAttempts < TimeSpan.Zero)
        {
            failures.Add(FormattableString.Invariant($"BetweenAttempts is {BetweenAttempts}; it must be zero or more."));
        }

        if (!(WarnAt > 0 && WarnAt < 1))
        {
            failures.Add(FormattableString.Invariant($"WarnAt is {WarnAt}; it must lie between 0 and 1, such as 0.7."));
        }

        return failures;
    }
}
