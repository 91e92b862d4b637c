using System.Buffers;

namespace CrossSell.Tool;

/// <summary>Quoting of CSV fields and of the items of a set within one.</summary>
internal static class CsvText
{
    /// <summary>Stands between the items of a set.</summary>
    public const byte ItemSeparator = (byte)';';

    private static readonly SearchValues<char> s_fieldSpecials = SearchValues.Create(",\"\r\n");
    private static readonly SearchValues<char> s_itemSpecials = SearchValues.Create(";\"");

    /// <summary>A field as RFC 4180 wants it: in quotes where it holds a comma, a quote or a line end.</summary>
    public static string Field(string value) => NeedsQuotes(value) ? Quote(value) : value;

    public static bool NeedsQuotes(string value) => value.AsSpan().IndexOfAny(s_fieldSpecials) >= 0;

    /// <summary>An item as it stands in a set: in quotes where it holds the separator <c>;</c> or a quote.</summary>
    public static string Item(string value) => value.AsSpan().IndexOfAny(s_itemSpecials) >= 0 ? Quote(value) : value;

    public static string DoubleQuotes(string value) => value.Replace("\"", "\"\"", StringComparison.Ordinal);

    private static string Quote(string value) => $"\"{DoubleQuotes(value)}\"";
}
