namespace CrossSell;

/// <summary>A table of customers has faults. Nothing was loaded, and the message lists them, up to 20.</summary>
public sealed class CustomerFormatException : FormatException
{
    private const int MostListed = 20;

    /// <summary>Builds the exception from the faults.</summary>
    /// <param name="faults">The faults, at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public CustomerFormatException(IReadOnlyList<BadRow> faults)
        : base(MessageOf(faults)) => Faults = faults;

    /// <summary>The faults found, each with its line, column, the value seen and what was expected. Of a column whose values do not fit its kind, the first.</summary>
    public IReadOnlyList<BadRow> Faults { get; }

    private static string MessageOf(IReadOnlyList<BadRow> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (faults.Count == 0)
        {
            throw new ArgumentException("A table without faults is no error.", nameof(faults));
        }

        string rest = faults.Count > MostListed ? $"{Environment.NewLine}… and {faults.Count - MostListed} more." : "";
        return string.Join(Environment.NewLine, faults.Take(MostListed).Select(f => f + ".")) + rest;
    }
}
