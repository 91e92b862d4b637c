using CrossSell.Ledger;

namespace CrossSell;

/// <summary>The engine's report on one contact.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record SendResult
{
    /// <summary>What became of it.</summary>
    public required SendOutcome Outcome { get; init; }

    /// <summary>The contact as it stands now, or null when no slot was given.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Why nothing was sent, when the rules spoke against it.</summary>
    public Admission Admission { get; init; } = Admission.Admitted;
}
