using CrossSell.Ledger;

namespace CrossSell;

/// <summary>A contact of a plan that the ledger did not take.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Outcome">Refused with reasons; or another request stands under its key, or its contact was given up before.</param>
/// <param name="Vetoes">The reasons of the rules and volumes.</param>
/// <param name="Round">In which round, from 1.</param>
public sealed record RefusedContact(PlannedContact Contact, ReservationOutcome Outcome, IReadOnlyList<Veto> Vetoes, int Round);
