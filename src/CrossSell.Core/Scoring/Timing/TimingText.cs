using System.Globalization;

namespace CrossSell;

/// <summary>The sentences about moments, of one language.</summary>
internal abstract class TimingText
{
    private const double DaysOfMonth = 365.25 / 12;
    private const int MonthsFromDay = 85;

    public static TimingText For(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        return string.Equals(culture.TwoLetterISOLanguageName, "de", StringComparison.Ordinal) ? GermanTimingText.Instance : EnglishTimingText.Instance;
    }

    public string Of(TimingMoment moment, Func<int, string> nameOf)
    {
        string product = nameOf(moment.Product);
        return moment.Trigger is not { } trigger ? Anytime(product)
            : trigger.IsRenewal ? Renewal(product, Span(trigger.FromDay - 1, trigger.ToDay), Times(trigger.Lift))
            : After(nameOf(trigger.Cause), product, Span(trigger.FromDay - 1, trigger.ToDay), Times(trigger.Lift));
    }

    protected abstract string After(string cause, string product, string span, string times);

    protected abstract string Renewal(string product, string span, string times);

    protected abstract string Anytime(string product);

    protected abstract string Times(double lift);

    protected abstract string Days(int from, int to);

    protected abstract string Weeks(int from, int to);

    protected abstract string Months(int from, int to);

    // In the greatest unit that tells it exactly enough: months where it reaches far, whole weeks, else days.
    private string Span(int from, int to)
    {
        if (to > MonthsFromDay)
        {
            return Months((int)Math.Round(from / DaysOfMonth), (int)Math.Round(to / DaysOfMonth));
        }

        return from % 7 == 0 && to % 7 == 0 ? Weeks(from / 7, to / 7) : Days(from, to);
    }
}
