using System.Globalization;

namespace CrossSell.Tool;

/// <summary>What the first line of a table tells.</summary>
internal static class TableHead
{
    /// <summary>
    /// Whether the first line can only be a row: nothing but numbers, of which two are equal, names no columns. A header of numbers that all differ
    /// (0, 1, 2, ...) is taken for what it may be, names.
    /// </summary>
    /// <param name="line">The line; empty when nothing is known of it.</param>
    /// <param name="delimiter">What separates fields; null for whichever of comma, semicolon, tab and <c>|</c> stands most often.</param>
    public static bool IsRow(string line, char? delimiter)
    {
        char separator = delimiter ?? ",;\t|".MaxBy(candidate => line.Count(c => c == candidate));
        string[] fields = line.Split(separator, StringSplitOptions.TrimEntries);
        return fields.Length > 1
            && Array.TrueForAll(fields, field => double.TryParse(field.Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            && fields.Distinct(StringComparer.Ordinal).Count() < fields.Length;
    }
}
