namespace CrossSell.Ledger;

/// <summary>That a customer's contact class changed. Rows are only ever added: the newest one is the class.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ClassChange
{
    /// <summary>Whose class.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The class before, or null when there was none.</summary>
    public string? From { get; init; }

    /// <summary>The class since, or null when it was taken away.</summary>
    public string? To { get; init; }

    /// <summary>Why, as a code or a short sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Until when the customer is paused with it, that instant excluded; null when he is not.</summary>
    public DateTimeOffset? PausedUntil { get; init; }
}
