namespace CrossSell.Ledger;

/// <summary>The ledger's answer to a commit or release.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Contact">The contact as it stands now, or null when there is none.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record Settlement(SettlementOutcome Outcome, Contact? Contact);
