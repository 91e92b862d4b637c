namespace CrossSell.Storage.Sqlite;

/// <summary>Settings of a <see cref="SqliteLedgerStore"/>.</summary>
/// <remarks>Not thread-safe while it is changed; a store reads it once, when it is opened.</remarks>
public sealed class SqliteLedgerOptions
{
    /// <summary>Gives the instants. All processes on one file must use clocks that agree within <see cref="ClockTolerance"/>.</summary>
    /// <value>Default: the system's clock.</value>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>How far the clock may stand before the latest instant recorded; it then stands still. Further back, the store refuses to answer.</summary>
    /// <value>Default: one minute. Not negative.</value>
    public TimeSpan ClockTolerance { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait for another process that writes.</summary>
    /// <value>Default: 10 seconds. Above zero, at most an hour.</value>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether a ledger is made where there is none: no file, an empty one, or a database without tables. False where one is known to be there: should its file
    /// be lost or emptied, the objections and contacts in it would otherwise stop counting without a word.
    /// </summary>
    /// <value>Default: true.</value>
    public bool CreateIfMissing { get; set; } = true;

    /// <summary>The most updates that share one transaction, and so one flush to the disk.</summary>
    /// <value>Default: 256. 1 or more; 1 flushes for each.</value>
    public int GroupSize { get; set; } = 256;

    /// <summary>What is wrong with these options, one sentence each; empty when a store can be opened.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (Clock is null)
        {
            failures.Add("Clock is null; a TimeProvider is needed.");
        }

        if (ClockTolerance < TimeSpan.Zero)
        {
            failures.Add($"ClockTolerance is {ClockTolerance}; it must not be negative.");
        }

        if (BusyTimeout <= TimeSpan.Zero || BusyTimeout > TimeSpan.FromHours(1))
        {
            failures.Add($"BusyTimeout is {BusyTimeout}; it must be above zero and at most an hour.");
        }

        if (GroupSize < 1)
        {
            failures.Add($"GroupSize is {GroupSize}; it must be 1 or more.");
        }

        return failures;
    }
}
