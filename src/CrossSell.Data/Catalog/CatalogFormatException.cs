namespace CrossSell;

/// <summary>A file of products has faults. Nothing was loaded, and the message lists all of them, up to 20.</summary>
public sealed class CatalogFormatException : FormatException
{
    private const int MostListed = 20;

    /// <summary>Builds the exception from the faults.</summary>
    /// <param name="faults">The faults, at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public CatalogFormatException(IReadOnlyList<BadRow> faults)
        : base(MessageOf(faults)) => Faults = faults;

    /// <summary>Every fault of the file, each with its line, column, the value seen and what was expected.</summary>
    public IReadOnlyList<BadRow> Faults { get; }

    private static string MessageOf(IReadOnlyList<BadRow> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (faults.Count == 0)
        {
            throw new ArgumentException("A catalogue without faults is no error.", nameof(faults));
        }

        IEnumerable<string> lines = faults.Take(MostListed).Select(f => f + ".");
        string rest = faults.Count > MostListed ? $"{Environment.NewLine}… and {faults.Count - MostListed} more." : "";
        return string.Join(Environment.NewLine, lines) + rest;
    }
}
