namespace CrossSell.Ledger;

/// <summary>The ledger's answer before a contact is sent.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Dispatch
{
    /// <summary>Whether it may be sent.</summary>
    public required DispatchOutcome Outcome { get; init; }

    /// <summary>The contact as it stands now, or null when there is none.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Why not, when it may not.</summary>
    public Admission Admission { get; init; } = Admission.Admitted;

    /// <summary>Whether the caller, and nobody else, is to send it now.</summary>
    public bool IsBegun => Outcome == DispatchOutcome.Begun;
}
