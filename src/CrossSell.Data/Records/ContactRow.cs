using CrossSell.Ledger;

namespace CrossSell;

/// <summary>One row of a file of contacts: one that was made, and what became of it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Request">The contact, as <see cref="ContactLedger.RecordContactAsync"/> takes it.</param>
/// <param name="State">How far it came.</param>
public sealed record ContactRow(ContactRequest Request, ContactState State);
