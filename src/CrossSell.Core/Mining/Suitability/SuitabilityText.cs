using System.Globalization;

namespace CrossSell.Mining;

/// <summary>The words for grades and their reasons in one language.</summary>
/// <remarks>Numbers are written here and not by the culture data of the machine, so that the text is the same everywhere.</remarks>
internal abstract class SuitabilityText
{
    public static SuitabilityText For(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return string.Equals(culture.TwoLetterISOLanguageName, "de", StringComparison.Ordinal) ? GermanSuitabilityText.Instance : EnglishSuitabilityText.Instance;
    }

    public abstract string Name(SuitabilityGrade grade);

    public abstract string Reason(PairSuitability pair, string owned, string offered, bool byBasket);

    protected static NumberFormatInfo Separators(string group, string point) =>
        new() { NumberGroupSeparator = group, NumberDecimalSeparator = point, NumberGroupSizes = [3] };

    /// <summary>Whole percents; one decimal below ten, where a whole percent would hide too much.</summary>
    protected static string Percent(RuleCounts t, NumberFormatInfo format)
    {
        double percent = 100.0 * t.N11 / t.N1x;
        return percent.ToString(percent is < 9.95 and > 0 ? "0.0" : "0", format);
    }

    protected static string Lift(RuleCounts t, NumberFormatInfo format)
    {
        double lift = (double)t.N * t.N11 / ((double)t.N1x * t.Nx1);
        return lift.ToString(lift is < 0.95 and > 0 ? "0.00" : "0.0", format);
    }

    protected static string Count(long count, NumberFormatInfo format) => count.ToString("#,0", format);
}
