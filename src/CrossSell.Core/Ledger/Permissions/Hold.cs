namespace CrossSell.Ledger;

/// <summary>A reason to leave a customer in peace for a while: an open complaint, dunning, a lawsuit.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Hold
{
    /// <summary>Names the hold, so that it can be ended; within a customer at most one has it.</summary>
    public required string Id { get; init; }

    /// <summary>The customer to be left in peace.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>Why, as in <c>COMPLAINT</c>, <c>DUNNING</c>, <c>LEGAL</c>; becomes the code <c>HLD.</c> + kind.</summary>
    public required string Kind { get; init; }

    /// <summary>From when on, that instant included.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when, that instant excluded; null while it is open.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Whether the hold stands at an instant.</summary>
    /// <param name="now">The instant asked about.</param>
    public bool StandsAt(DateTimeOffset now) => From <= now && (To is not { } end || now < end);
}
