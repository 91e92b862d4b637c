namespace CrossSell.Ledger;

/// <summary>What was written for an answer.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Offer">The offer as it stands now, or null when it is unknown.</param>
/// <param name="ClassChange">The change of class that followed, or null.</param>
/// <param name="Released">Reservations released because the answer was an objection.</param>
public sealed record ResponseReceipt(ResponseOutcome Outcome, Offer? Offer, ClassChange? ClassChange, IReadOnlyList<Contact> Released);
