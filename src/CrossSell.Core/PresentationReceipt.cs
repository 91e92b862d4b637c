using CrossSell.Ledger;

namespace CrossSell;

/// <summary>What was written of offers that were presented.</summary>
/// <param name="Offers">The offers, in the order given; empty when nothing was written.</param>
/// <param name="Conflicts">Why nothing was written, one sentence each, such as another offer of the same kind that is still open; empty when all went well.</param>
public sealed record PresentationReceipt(IReadOnlyList<Offer> Offers, IReadOnlyList<string> Conflicts);
