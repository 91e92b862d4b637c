using System.Globalization;

namespace CrossSell.ML.Report;

/// <summary>The language of a page: which of two texts is said, and how numbers and dates are written, the same on every machine.</summary>
internal sealed class ReportLanguage : IFormatProvider
{
    private readonly NumberFormatInfo _numbers;
    private readonly DateTimeFormatInfo _dates;
    private readonly CultureInfo _culture;

    private ReportLanguage(bool german)
    {
        IsGerman = german;
        _culture = german ? CultureInfo.GetCultureInfo("de") : CultureInfo.InvariantCulture;
        (string point, string group) = german ? (",", ".") : (".", ",");
        _numbers = new NumberFormatInfo
        {
            NumberDecimalSeparator = point,
            NumberGroupSeparator = group,
            PercentDecimalSeparator = point,
            PercentGroupSeparator = group,
            PercentPositivePattern = 1,
            PercentNegativePattern = 1,
            PercentSymbol = german ? "\u00A0%" : "%",
            NegativeSign = "\u2212",
        };
        _dates = new DateTimeFormatInfo { ShortDatePattern = german ? "dd.MM.yyyy" : "yyyy-MM-dd" };
    }

    public static ReportLanguage English { get; } = new(german: false);

    public static ReportLanguage German { get; } = new(german: true);

    public bool IsGerman { get; }

    public string Code => IsGerman ? "de" : "en";

    /// <summary>German for <c>de</c> and its regions, English for every other culture.</summary>
    public static ReportLanguage For(CultureInfo culture) => culture.TwoLetterISOLanguageName == "de" ? German : English;

    public object? GetFormat(Type? formatType) => formatType == typeof(NumberFormatInfo) ? _numbers : formatType == typeof(DateTimeFormatInfo) ? _dates : null;

    public string Say(FormattableString english, FormattableString german) => (IsGerman ? german : english).ToString(this);

    public string Word(string english, string german) => IsGerman ? german : english;

    public string NameOf(Product product) => product.Name.For(_culture);

    public string Whole(double number) => double.IsNaN(number) ? "–" : (Math.Round(number, MidpointRounding.AwayFromZero) + 0.0).ToString("N0", _numbers);

    public string Percent(double share) => double.IsNaN(share) ? "–" : share.ToString(share is 0 or >= 0.0995 ? "P0" : share >= 0.00995 ? "P1" : "P2", _numbers);

    /// <summary>An amount: whole from a hundred on, two digits below.</summary>
    public string Amount(double amount) =>
        double.IsNaN(amount) ? "–" : double.IsInfinity(amount) ? "∞" : amount.ToString(amount == 0 || Math.Abs(amount) >= 100 ? "N0" : "N2", _numbers);

    /// <summary>A change of an amount: with its sign.</summary>
    public string Signed(double amount) => amount > 0 ? "+" + Amount(amount) : Amount(amount);

    public string Date(DateTime date) => date.ToString("d", _dates);

    public CultureInfo Culture => _culture;
}
