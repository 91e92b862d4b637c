namespace CrossSell;

/// <summary>At which instants a history is looked at, and how far ahead, to learn who buys what.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class SnapshotOptions
{
    /// <summary>How long after a snapshot a purchase counts as an answer: what the probabilities are about.</summary>
    /// <value>Default: null, a year, or a quarter of the time that the history spans where that is less. Above 0.</value>
    public TimeSpan? Horizon { get; set; }

    /// <summary>The instants. What happened before one is known, what happens within the horizon from it on is to be learned.</summary>
    /// <value>Default: null, up to five: one horizon before the end of the history, two, and so on, as long as a horizon of history lies before.</value>
    public IReadOnlyList<DateTime>? Snapshots { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (Horizon is { } horizon && horizon <= TimeSpan.Zero)
        {
            failures.Add($"Horizon is {horizon}; it must be above 0.");
        }

        if (Snapshots is { Count: 0 })
        {
            failures.Add("Snapshots is empty; it must name an instant, or be null.");
        }

        if (Snapshots is not null && Snapshots.Distinct().Count() < Snapshots.Count)
        {
            failures.Add("Snapshots names an instant twice; each may stand there once.");
        }

        return failures;
    }

    internal SnapshotOptions Copy() => new() { Horizon = Horizon, Snapshots = Snapshots is null ? null : [.. Snapshots] };
}
