using System.Globalization;

namespace CrossSell;

/// <summary>The sentences of one language, and how it writes numbers.</summary>
/// <remarks>Numbers are written here and not by the culture data of the machine, so that the same model gives the same text everywhere.</remarks>
internal abstract class ReasonText
{
    /// <summary>Culture data that every machine has: separators only, set by hand.</summary>
    protected static NumberFormatInfo Separators(string group, string point) =>
        new() { NumberGroupSeparator = group, NumberDecimalSeparator = point, NumberGroupSizes = [3] };

    public static ReasonText For(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return string.Equals(culture.TwoLetterISOLanguageName, "de", StringComparison.Ordinal) ? GermanReasonText.Instance : EnglishReasonText.Instance;
    }

    public abstract string Rule(ReasonFacts facts, IReadOnlyList<string> antecedent, string consequent);

    public abstract string Popular(ReasonFacts facts, string product);

    /// <param name="grounds">What speaks most for the offer, the strongest first; never empty.</param>
    public abstract string Propensity(IReadOnlyList<string> grounds);

    /// <param name="owned">What the customer has bought without which the offer would be scored lower; never empty.</param>
    /// <param name="product">The offer.</param>
    public abstract string Owned(IReadOnlyList<string> owned, string product);

    public abstract string Trend(ReasonFacts facts, string product);

    public abstract string ColdStart(ReasonFacts facts, string product);

    /// <summary>Whole percents; one decimal below ten, where a whole percent would hide too much.</summary>
    protected static string Percent(double share, NumberFormatInfo format)
    {
        double percent = 100 * share;
        return percent.ToString(percent is < 9.95 and > 0 ? "0.0" : "0", format);
    }

    protected static string Count(long count, NumberFormatInfo format) => count.ToString("#,0", format);

    protected static string List(IReadOnlyList<string> names, string and) =>
        names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} {and} {names[^1]}";
}
