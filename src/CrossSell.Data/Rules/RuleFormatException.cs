using CrossSell.Data;

namespace CrossSell;

/// <summary>A file of rules has faults. Nothing was loaded, and the message lists them, up to 20.</summary>
public sealed class RuleFormatException : FormatException
{
    /// <summary>Builds the exception from the faults.</summary>
    /// <param name="faults">The faults, at least one.</param>
    /// <param name="inner">The cause below, or null.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public RuleFormatException(IReadOnlyList<BadRow> faults, Exception? inner = null)
        : base(FaultText.Of(faults, "Rules without faults are no error."), inner) => Faults = faults;

    /// <summary>The faults in the order of the file, each with its line, the value seen and what was expected; reading ends at the 1,000th.</summary>
    public IReadOnlyList<BadRow> Faults { get; }
}
