namespace CrossSell;

/// <summary>What became of a plan that was committed to the ledger.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CampaignCommit
{
    /// <summary>The contacts that the ledger holds, to be dispatched; those of an earlier commit that this one came across among them.</summary>
    public required IReadOnlyList<PlannedContact> Accepted { get; init; }

    /// <summary>The contacts of the control group that were written down and are not made.</summary>
    public required IReadOnlyList<PlannedContact> Ghosts { get; init; }

    /// <summary>What the ledger refused, round by round, each with the reasons.</summary>
    public required IReadOnlyList<RefusedContact> Refused { get; init; }

    /// <summary>How many plans were committed: 1, and one more for each time that what was refused left room.</summary>
    public required int Rounds { get; init; }

    /// <summary>What the accepted contacts are expected to bring, in the currency of the plan.</summary>
    public double Value => Accepted.Sum(contact => contact.Candidate.Value);
}
