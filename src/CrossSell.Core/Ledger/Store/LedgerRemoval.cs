namespace CrossSell.Ledger;

/// <summary>Rows of one root that a step wants deleted, with whatever a store keeps beside them to find them.</summary>
/// <param name="Rows">The rows, as they were read under the lock.</param>
/// <param name="Forgotten">
/// A subject whose place is forgotten too, or null. When it is the root itself, every subject under it is, and what a store keeps of objections beside the root;
/// objections under their own digest always stay.
/// </param>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LedgerRemoval(RootView Rows, SubjectKey? Forgotten);
