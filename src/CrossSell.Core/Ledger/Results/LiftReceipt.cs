namespace CrossSell.Ledger;

/// <summary>What lifting an objection did.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Objections">The objections that stood against it, as they stood before.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LiftReceipt(LiftOutcome Outcome, IReadOnlyList<Objection> Objections);
