namespace CrossSell.Ledger;

/// <summary>Decides, as a pure function, whether an answer changes the customer's contact class.</summary>
/// <param name="responses">All answers of the customer in order of instant, the new one among them.</param>
/// <param name="changes">All earlier changes of class, in order.</param>
/// <param name="newest">The new answer.</param>
/// <param name="now">The ledger's instant.</param>
/// <returns>The change, or null when the class stays.</returns>
public delegate ClassChange? ClassRule(
    IReadOnlyList<OfferResponse> responses, IReadOnlyList<ClassChange> changes, OfferResponse newest, DateTimeOffset now);
