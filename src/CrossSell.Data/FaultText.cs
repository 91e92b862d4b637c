namespace CrossSell.Data;

/// <summary>The message of an exception that has many faults.</summary>
internal static class FaultText
{
    private const int MostListed = 20;

    /// <param name="faults">The faults.</param>
    /// <param name="none">What to say to a caller who has none.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static string Of(IReadOnlyList<BadRow> faults, string none)
    {
        ArgumentNullException.ThrowIfNull(faults);
        if (faults.Count == 0)
        {
            throw new ArgumentException(none, nameof(faults));
        }

        IEnumerable<string> lines = faults.Take(MostListed).Select(f => f + ".");
        string rest = faults.Count > MostListed ? $"{Environment.NewLine}… and {faults.Count - MostListed} more." : "";
        return string.Join(Environment.NewLine, lines) + rest;
    }
}
