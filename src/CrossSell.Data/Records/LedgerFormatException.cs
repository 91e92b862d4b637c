using CrossSell.Data;

namespace CrossSell;

/// <summary>A file of holdings, offers, answers, contacts, permissions or objections has faults. Nothing of it was taken, and the message lists all of them, up to 20.</summary>
public sealed class LedgerFormatException : FormatException
{
    /// <summary>Builds the exception from the faults.</summary>
    /// <param name="faults">The faults, at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public LedgerFormatException(IReadOnlyList<BadRow> faults)
        : base(FaultText.Of(faults, "A file without faults is no error.")) => Faults = faults;

    /// <summary>Every fault of the file, each with its line, column, the value seen and what was expected.</summary>
    public IReadOnlyList<BadRow> Faults { get; }
}
