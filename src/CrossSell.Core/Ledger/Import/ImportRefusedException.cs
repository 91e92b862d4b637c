namespace CrossSell.Ledger;

/// <summary>Ends an import's step, so that the store writes nothing of it.</summary>
internal sealed class ImportRefusedException(IReadOnlyList<string> conflicts) : Exception("The import contradicts the ledger.")
{
    public IReadOnlyList<string> Conflicts { get; } = conflicts;
}
