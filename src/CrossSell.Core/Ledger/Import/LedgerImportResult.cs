namespace CrossSell.Ledger;

/// <summary>What an import wrote: everything that was new, or nothing.</summary>
/// <param name="Written">How many records were new and are written; those that the ledger had already are not counted.</param>
/// <param name="Conflicts">Why nothing was written, one sentence for each record that contradicts the ledger; empty when all went well.</param>
public sealed record LedgerImportResult(int Written, IReadOnlyList<string> Conflicts);
