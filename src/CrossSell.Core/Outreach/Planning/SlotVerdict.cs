using CrossSell.Ledger;

namespace CrossSell.Outreach;

/// <summary>Whether a channel can be used in a slot.</summary>
/// <param name="At">The instant of the contact; null when there is none in the slot.</param>
/// <param name="Vetoes">Why there is none.</param>
internal sealed record SlotVerdict(DateTimeOffset? At, IReadOnlyList<Veto> Vetoes);
