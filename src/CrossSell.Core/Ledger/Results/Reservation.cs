namespace CrossSell.Ledger;

/// <summary>The ledger's answer to one request.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Reservation
{
    /// <summary>What became of it.</summary>
    public required ReservationOutcome Outcome { get; init; }

    /// <summary>The contact under the request's key, or null when there is none.</summary>
    public Contact? Contact { get; init; }

    /// <summary>The verdict of the rules and volumes.</summary>
    public Admission Admission { get; init; } = Admission.Admitted;

    /// <summary>Contacts of lower priority that gave way.</summary>
    public IReadOnlyList<Contact> Bumped { get; init; } = [];

    /// <summary>Whether the key had been asked for before and this is its standing answer.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Whether a slot is held.</summary>
    public bool IsAccepted => Outcome == ReservationOutcome.Accepted;
}
