using System.Globalization;

namespace CrossSell.Tool;

/// <summary>What a verb says on standard error beside errors: warnings, the summary, details, progress.</summary>
internal sealed class Reporter(ToolHost host, OptionReader options, CommonOptions common)
{
    /// <summary>How many bad rows are shown one by one; all of them are counted.</summary>
    public const int BadRowsShown = 5;

    private readonly bool _quiet = options.Flag(common.Quiet);
    private readonly bool _verbose = options.Flag(common.Verbose) && !options.Flag(common.Quiet);
    private readonly long _start = host.Clock.GetTimestamp();
    private bool _silentProgress = options.Flag(common.Quiet);

    /// <summary>Begins a step whose progress may be shown.</summary>
    public Stage Begin(string label, string countName) => new(host, new ProgressState(label, countName), _silentProgress);

    /// <summary>Where the result goes; rows and progress do not share one terminal.</summary>
    public void ResultGoesTo(string? path) => _silentProgress = _quiet || (path is null or "-" && host.OutputIsTerminal);

    public void Warn(string text) => Say($"warning: {text}");

    /// <summary>Says what is worth a look and no reason to worry.</summary>
    public void Note(string text) => Say($"note: {text}");

    /// <summary>Says what was done, and in what time.</summary>
    public void Summarize(FormattableString text)
    {
        TimeSpan elapsed = host.Clock.GetElapsedTime(_start);
        Say(string.Create(CultureInfo.InvariantCulture, $"{text.ToString(CultureInfo.InvariantCulture)} in {elapsed.TotalSeconds:0.00} s."));
    }

    public void Detail(FormattableString text)
    {
        if (_verbose)
        {
            TimeSpan elapsed = host.Clock.GetElapsedTime(_start);
            Say(string.Create(CultureInfo.InvariantCulture, $"[{elapsed.TotalSeconds:0.000} s] {text.ToString(CultureInfo.InvariantCulture)}"));
        }
    }

    /// <summary>Tells every row that was left out.</summary>
    public void Report(LoadReport report, ReturnHandling returns)
    {
        foreach (BadRow row in report.BadRows.Take(BadRowsShown))
        {
            Warn($"{row}; the row is left out.");
        }

        if (report.BadRowCount > 0)
        {
            WarnOf(report.BadRowCount, "bad row", "could not be read and {0} left out");
        }

        WarnOf(report.FutureRows, "row", "later than --as-of {0} left out");
        WarnOf(
            report.ReturnsUnmatched, "return", returns == ReturnHandling.Ignore ? "{0} left out, as --returns ignore says" : "{0} without a purchase to take back and left out");
        Detail($"{report.RowsRead:N0} rows read, {report.RowsKept:N0} kept; {report.DuplicateRows:N0} of them repeat another");
        Detail($"{report.ReturnsMatched:N0} returns took back {report.PurchasesReturned:N0} purchases; {report.ZeroQuantityRows:N0} rows of quantity 0 left out");
    }

    /// <summary>A number of things: <c>1 rule</c>, <c>2 rules</c>.</summary>
    public static string Count(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : "s")}");

    private void WarnOf(long count, string noun, string rest)
    {
        if (count > 0)
        {
            string predicate = string.Format(CultureInfo.InvariantCulture, rest, count == 1 ? "was" : "were");
            Warn($"{Count(count, noun)} {predicate}.");
        }
    }

    private void Say(string text)
    {
        if (!_quiet)
        {
            host.Error.WriteLine(text);
        }
    }
}
