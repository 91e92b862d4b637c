namespace CrossSell.Ledger;

/// <summary>What an erasure did.</summary>
/// <param name="Rows">How many rows were deleted, those of the decision log among them; 0 when nothing was stored.</param>
/// <param name="InDispatch">Contacts whose dispatch was under way: their senders find nothing to commit any more. Only the ids are left of them.</param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record ErasureReceipt(int Rows, IReadOnlyList<Guid> InDispatch);
