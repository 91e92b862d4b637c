namespace CrossSell.ML;

/// <summary>What columns are called in a reason: "the building insurance", "der Gebäudeversicherung". Columns with the same names are one reason.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class ReasonNames
{
    private readonly Dictionary<string, (string English, string German)> _names = new(StringComparer.Ordinal);

    /// <summary>Names a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="english">As it stands after "because of", with its article.</param>
    /// <param name="german">As it stands after "wegen", in the genitive with its article.</param>
    /// <exception cref="ArgumentException">A text is empty, or the column has a name already.</exception>
    public ReasonNames Add(string column, string english, string german)
    {
        ArgumentException.ThrowIfNullOrEmpty(column);
        ArgumentException.ThrowIfNullOrWhiteSpace(english);
        ArgumentException.ThrowIfNullOrWhiteSpace(german);
        return _names.TryAdd(column, (english, german)) ? this : throw new ArgumentException($"The column '{column}' is named already, '{_names[column].English}'; it may have one name.", nameof(column));
    }

    /// <summary>The names; without any the column's own with the customer's value: <c>region (west)</c>.</summary>
    internal (string English, string German) Of(string column, string? value) =>
        _names.TryGetValue(column, out (string English, string German) names) ? names : ($"{column} ({value ?? "unknown"})", $"{column} ({value ?? "unbekannt"})");
}
