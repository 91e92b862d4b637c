using System.CommandLine;
using System.Globalization;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>What bounds the customer classes, and as of which days they are told.</summary>
internal sealed class ClassOptions
{
    private const string None = "none";

    private readonly Option<string> _limits = Opt.Text(
        "--class-limits", "A,B,O", "From which spend in a year on a customer is of class A and B, and from which open potential on of class O, such as 2000,800,150. Default: from the customers, by quantiles.");
    private readonly Option<string> _dates = Opt.Text(
        "--class-dates", "DATES", $"Earlier days, with commas between them, as of which classes are told too, and who moved: such as 2023-12-31,2024-12-31; or {None}. Default: a year before now where two years of purchases are known.");

    public IReadOnlyList<Option> Options => [_limits, _dates];

    /// <exception cref="UsageException">An option has no such value.</exception>
    public void Read(OptionReader options, PotentialReportOptions report)
    {
        report.ClassRule = Rule(options);
        report.ClassDates = Dates(options);
    }

    /// <exception cref="FailureException">A day is before the first purchase, or not before now.</exception>
    public void Check(OptionReader options, PotentialReportOptions report, PurchaseHistory history)
    {
        foreach (DateTime date in report.ClassDates ?? [])
        {
            if (!(date >= history.FirstTime && date < report.AsOf))
            {
                throw new FailureException(history.FirstTime is { } first && report.AsOf is { } now
                    ? $"{_dates.Name} is '{options.Text(_dates)}'; {Instant.Text(date)} does not lie from the first purchase, {Instant.Text(first)}, on and before now, {Instant.Text(now)}."
                    : $"{_dates.Name} is '{options.Text(_dates)}', and no purchase has a time, so nobody knows who was a customer then.");
            }
        }
    }

    private ValueClassRule? Rule(OptionReader options)
    {
        if (options.Text(_limits) is not { } text)
        {
            return null;
        }

        double[] limits = [.. text.Split(',').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double limit) && double.IsFinite(limit) ? limit : double.NaN)];
        return limits is [var high, var good, var open] && high >= good && double.IsFinite(open)
            ? new ValueClassRule(high, good, open)
            : throw new UsageException($"{_limits.Name} is '{text}'; expected are three numbers with commas between them, the first at least the second, such as 2000,800,150.");
    }

    private DateTime[]? Dates(OptionReader options)
    {
        if (options.Text(_dates) is not { } text)
        {
            return null;
        }

        return string.Equals(text, None, StringComparison.OrdinalIgnoreCase) ? [] :
        [
            .. text.Split(',', StringSplitOptions.TrimEntries).Select(part => DateTime.TryParseExact(part, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date)
                ? date
                : throw new UsageException($"{_dates.Name} is '{text}'; '{part}' is no day such as 2024-12-31.")),
        ];
    }
}
