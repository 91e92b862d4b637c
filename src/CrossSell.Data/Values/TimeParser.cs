using System.Globalization;

namespace CrossSell.Data;

/// <summary>Reads dates as the options say: the unambiguous notations, the culture's own, or only the formats given.</summary>
internal sealed class TimeParser
{
    private readonly CultureInfo _culture;
    private readonly string[] _formats;
    private readonly bool _onlyFormats;

    /// <param name="formats">The only formats taken; none for the defaults.</param>
    /// <param name="culture">The culture whose patterns are taken beside the defaults, or null.</param>
    public TimeParser(IReadOnlyCollection<string> formats, CultureInfo? culture)
    {
        _culture = culture ?? CultureInfo.InvariantCulture;
        _onlyFormats = formats.Count > 0;
        _formats = _onlyFormats ? [.. formats] : culture is null || culture.Equals(CultureInfo.InvariantCulture) ? [] : PatternsOf(culture);
    }

    /// <summary>What is expected of a date, as the end of a sentence.</summary>
    public string Expected(string value)
    {
        if (_onlyFormats)
        {
            return $"a date in the format {string.Join(" or ", _formats)}";
        }

        string known = _formats.Length > 0
            ? $"a date such as 2024-03-31 or 2024-03-31 14:05:00, or as {_culture.Name} writes it ({_culture.DateTimeFormat.ShortDatePattern})"
            : "a date such as 2024-03-31, 2024-03-31 14:05:00 or 31.03.2024";
        return value.Contains('/', StringComparison.Ordinal) || value.Contains('-', StringComparison.Ordinal)
            ? $"{known}; in other notations day and month can be mistaken, so say how it is written, e.g. with the date format dd/MM/yyyy or MM/dd/yyyy"
            : $"{known}; for other notations give the date format";
    }

    /// <summary>A date, or a date and time; blanks around it do not matter.</summary>
    public bool TryParse(ReadOnlySpan<char> text, out DateTime time)
    {
        if (_onlyFormats)
        {
            return DateTime.TryParseExact(text.Trim(), _formats, _culture, DateTimeStyles.AdjustToUniversal, out time);
        }

        return IsoTime.TryParse(text, out time) || TryOther(text.Trim(), out time);
    }

    /// <summary>A time of day such as <c>09:58</c> or <c>09:58:11</c>, or as the culture writes it.</summary>
    public bool TryParseClock(ReadOnlySpan<char> text, out TimeSpan clock)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        if (IsoTime.TryParseClock(trimmed, out clock) || (trimmed.Length > 1 && trimmed[1] == ':' && IsoTime.TryParseClock($"0{trimmed}", out clock)))
        {
            return true;
        }

        string[] patterns = [.. "tT".SelectMany(_culture.DateTimeFormat.GetAllDateTimePatterns).SelectMany(p => new[] { p, p.Replace('\u202F', ' ') })];
        bool valid = DateTime.TryParseExact(trimmed, patterns, _culture, DateTimeStyles.NoCurrentDateDefault, out DateTime time);
        clock = time.TimeOfDay;
        return valid;
    }

    private bool TryOther(ReadOnlySpan<char> text, out DateTime time) =>
        IsoTime.TryParse(text, out time)
        || IsoTime.TryParseDotted(text, out time)
        || (_formats.Length > 0 && DateTime.TryParseExact(text, _formats, _culture, DateTimeStyles.AdjustToUniversal, out time));

    // Two digits of a year can be any century's, so only patterns with the whole year count. Some cultures write a narrow blank before AM and PM; people type a plain one.
    private static string[] PatternsOf(CultureInfo culture) =>
    [
        .. "dgGDfF".SelectMany(culture.DateTimeFormat.GetAllDateTimePatterns)
            .Where(p => p.Contains("yyyy", StringComparison.Ordinal))
            .SelectMany(p => new[] { p, p.Replace('\u202F', ' ') })
            .Distinct(StringComparer.Ordinal),
    ];
}
