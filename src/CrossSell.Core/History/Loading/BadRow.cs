using System.Globalization;

namespace CrossSell;

/// <summary>A row that could not be taken: where it stands, what was seen, and what was expected.</summary>
/// <param name="Source">The file's name, or what else the rows came from.</param>
/// <param name="Line">The line, counted from 1 with the header and with line ends inside quotes; for sources without lines the row's number. 0 when the whole source is meant.</param>
/// <param name="Column">The column as the source calls it, or null when the whole row is meant.</param>
/// <param name="Value">The value seen, or null when there was none.</param>
/// <param name="Expected">What was expected, as the end of a sentence.</param>
public sealed record BadRow(string Source, long Line, string? Column, string? Value, string Expected)
{
    private const int LongestValueShown = 80;

    /// <summary>One sentence: <c>sales.csv, line 7, column quantity: saw 'abc', expected a number such as 3 or 2.5</c>.</summary>
    public override string ToString()
    {
        string place = Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{Source}, line {Line}") : Source;
        string column = Column is null ? "" : $", column {Column}";
        string seen = Value is null ? "" : $"saw '{Shorten(Value)}', ";
        return $"{place}{column}: {seen}expected {Expected}";
    }

    private static string Shorten(string value)
    {
        int shown = value.Length > LongestValueShown && char.IsHighSurrogate(value[LongestValueShown - 1]) ? LongestValueShown - 1 : LongestValueShown;
        string oneLine = value.Length > LongestValueShown ? value[..shown] + "…" : value;
        return string.Concat(oneLine.Select(c => c is '\r' or '\n' or '\t' ? ' ' : char.IsControl(c) ? '\uFFFD' : c));
    }
}
