using System.Globalization;

namespace CrossSell.Data;

/// <summary>What is wrong with the options that several readers share.</summary>
internal static class OptionFaults
{
    public static IEnumerable<string> Of(IEnumerable<string> dateFormats)
    {
        foreach (string format in dateFormats)
        {
            if (string.IsNullOrWhiteSpace(format))
            {
                yield return "A date format is empty; it must be one such as dd/MM/yyyy.";
            }
            else if (!format.Contains('y', StringComparison.Ordinal) || !format.Contains('M', StringComparison.Ordinal) || !format.Contains('d', StringComparison.Ordinal))
            {
                yield return $"The date format '{format}' lacks day, month or year; it must have all three, as dd/MM/yyyy has (M is the month, m the minute).";
            }
        }
    }

    public static IEnumerable<string> Of(PurchaseColumns columns, bool numbersOnly)
    {
        foreach (string extra in columns.Extras)
        {
            if (string.IsNullOrWhiteSpace(extra))
            {
                yield return "A further column has an empty name.";
            }
        }

        if (!numbersOnly)
        {
            yield break;
        }

        IEnumerable<string?> given = ColumnNames.All.Select(r => columns[r.Role]).Concat(columns.Extras);
        foreach (string? column in given)
        {
            if (column is { Length: > 0 } && !(int.TryParse(column, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1))
            {
                yield return $"The column '{column}' is given by name, but without a header it must be a number from 1.";
            }
        }
    }

    public static IEnumerable<string> Of(PurchaseHistoryOptions? history) => history is null ? ["The options of the history are null."] : history.Validate();

    /// <exception cref="ArgumentException">There are failures; the message has them all.</exception>
    public static void ThrowIfAny(IReadOnlyList<string> failures)
    {
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures));
        }
    }
}
