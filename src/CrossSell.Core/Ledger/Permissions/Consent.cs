namespace CrossSell.Ledger;

/// <summary>A permission given or withdrawn, for one channel and purpose. Rows are only ever added: the newest one that began decides.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Consent
{
    /// <summary>Names the row, as proof of its use; within a customer at most one has it.</summary>
    public required string Id { get; init; }

    /// <summary>Who agreed or withdrew.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>The channel it is about.</summary>
    public required string Channel { get; init; }

    /// <summary>The purpose it is about.</summary>
    public ContactPurpose Purpose { get; init; }

    /// <summary>What it rests on.</summary>
    public ConsentBasis Basis { get; init; }

    /// <summary>True when permission was given, false when it was withdrawn.</summary>
    public required bool IsGranted { get; init; }

    /// <summary>From when on, that instant included.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Until when, that instant excluded; null without an end.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Where the proof lies, such as the id of a recording or form; null when there is none.</summary>
    public string? Evidence { get; init; }

    /// <summary>Which wording the customer agreed to; null when it was not noted.</summary>
    public string? PolicyTextVersion { get; init; }
}
