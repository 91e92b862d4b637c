namespace CrossSell.Ledger;

/// <summary>An all-or-nothing batch was refused; nothing is written.</summary>
internal sealed class BatchRefusedException(IReadOnlyList<Reservation> results) : Exception("A request of the batch was refused.")
{
    public IReadOnlyList<Reservation> Results { get; } = results;
}
