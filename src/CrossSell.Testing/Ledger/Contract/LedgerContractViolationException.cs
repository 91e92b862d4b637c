namespace CrossSell.Testing;

/// <summary>A store does not keep the contract of <see cref="CrossSell.Ledger.ILedgerStore"/>.</summary>
public sealed class LedgerContractViolationException : Exception
{
    /// <summary>Says what was expected and what was seen.</summary>
    /// <param name="message">One sentence.</param>
    public LedgerContractViolationException(string message)
        : base(message)
    {
    }
}
