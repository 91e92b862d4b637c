namespace CrossSell.Storage.PostgreSql;

/// <summary>Settings of a <see cref="PostgreSqlLedgerStore"/>.</summary>
/// <remarks>Not thread-safe while it is changed; a store reads it once, when it is opened.</remarks>
public sealed class PostgreSqlLedgerOptions
{
    /// <summary>The database schema that holds the tables; created if it is missing, unless <see cref="CreateIfMissing"/> says otherwise.</summary>
    /// <value>Default: <c>crosssell</c>. Lower-case letters, digits and underscores, a letter first, at most 40.</value>
    public string Schema { get; set; } = "crosssell";

    /// <summary>
    /// Whether the tables are made where there are none. False where a ledger is known to be there: under the name of another database its objections and contacts
    /// would otherwise stop counting without a word.
    /// </summary>
    /// <value>Default: true.</value>
    public bool CreateIfMissing { get; set; } = true;

    /// <summary>Gives the instants in tests and simulations.</summary>
    /// <value>Default: null, the server's clock, the same for all who use the ledger.</value>
    public TimeProvider? Clock { get; set; }

    /// <summary>How far the clock may stand before the latest instant recorded of a root; it then stands still. Further back, the store refuses to answer.</summary>
    /// <value>Default: one minute. Not negative.</value>
    public TimeSpan ClockTolerance { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often an update is tried when the server asks for it (deadlock, serialisation) or the connection fails before the commit.</summary>
    /// <value>Default: 8. 1 or more.</value>
    public int MaxAttempts { get; set; } = 8;

    /// <summary>How a root is locked. Only tests choose anything else than the default, to show that the contract catches it.</summary>
    internal LockMode LockMode { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a store can be opened.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        bool named = Schema is { Length: > 0 and <= 40 } && char.IsAsciiLetterLower(Schema[0]) && Schema.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
        if (!named)
        {
            failures.Add($"Schema is '{Schema}'; it must be lower-case letters, digits and underscores, a letter first, at most 40.");
        }

        if (ClockTolerance < TimeSpan.Zero)
        {
            failures.Add($"ClockTolerance is {ClockTolerance}; it must not be negative.");
        }

        if (MaxAttempts < 1)
        {
            failures.Add($"MaxAttempts is {MaxAttempts}; it must be 1 or more.");
        }

        return failures;
    }
}
