namespace CrossSell.Ledger;

/// <summary>The ledger could not answer; nothing may be sent on the strength of this call.</summary>
public sealed class LedgerException : Exception
{
    /// <summary>Names the fault.</summary>
    /// <param name="fault">What happened.</param>
    /// <param name="message">The case: what was seen and what was expected. It names no customer.</param>
    /// <param name="innerException">What the driver said, or null.</param>
    public LedgerException(LedgerFault fault, string message, Exception? innerException = null)
        : base(message, innerException) => Fault = fault;

    /// <summary>What happened.</summary>
    public LedgerFault Fault { get; }
}
