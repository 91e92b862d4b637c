namespace CrossSell;

/// <summary>When a higher step of a ladder may be proposed.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record UpSellRules
{
    /// <summary>The least time since the last step was bought. Default: 180 days. Zero or more.</summary>
    public TimeSpan AfterPurchase { get; init; } = TimeSpan.FromDays(180);

    /// <summary>
    /// How long before the end of a contract the next step may be proposed; before that the contract locks the customer in. Null when contracts with an end lock
    /// nobody in. Default: 90 days. Zero or more.
    /// </summary>
    public TimeSpan? LeadBeforeEnd { get; init; } = TimeSpan.FromDays(90);

    /// <summary>The ladders on which a contract may be changed at any time, whatever its end; compared ordinally. Default: none.</summary>
    public IReadOnlyList<string> WithoutLock { get; init; } = [];

    /// <summary>What is wrong with these rules, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (AfterPurchase < TimeSpan.Zero)
        {
            failures.Add(FormattableString.Invariant($"AfterPurchase is {AfterPurchase}; it must be zero or more."));
        }

        if (LeadBeforeEnd < TimeSpan.Zero)
        {
            failures.Add(FormattableString.Invariant($"LeadBeforeEnd is {LeadBeforeEnd}; it must be null or zero or more."));
        }

        return failures;
    }
}
