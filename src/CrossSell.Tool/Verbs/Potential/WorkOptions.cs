using System.CommandLine;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>The rules by which the report proposes steps on ladders and attempts to win back.</summary>
internal sealed class WorkOptions
{
    private const int MostDays = 36_500;
    private const string NoLock = "none";

    private readonly Option<string> _rest = Opt.Text("--step-rest", "DAYS", "How long after a purchase no higher step of a ladder is proposed. Default: 180.");
    private readonly Option<string> _lead = Opt.Text("--step-lead", "DAYS", $"How long before the end of a contract a higher step may be proposed, and not sooner; {NoLock} where contracts lock nobody in. Default: 90.");
    private readonly Option<string> _attempts = Opt.Text("--win-back-attempts", "N", "After how many attempts to win a customer back it is over. Default: 2.");
    private readonly Option<string> _pause = Opt.Text("--win-back-pause", "DAYS", "How long after an attempt the next one may be. Default: 30.");

    public IReadOnlyList<Option> Steps => [_rest, _lead];

    public IReadOnlyList<Option> WinBack => [_attempts, _pause];

    /// <exception cref="UsageException">An option has no such value.</exception>
    public void Read(OptionReader options, PotentialReportOptions report)
    {
        var steps = new UpSellRules();
        bool isLocked = !string.Equals(options.Text(_lead), NoLock, StringComparison.OrdinalIgnoreCase);
        report.UpSelling = steps with
        {
            AfterPurchase = Days(options, _rest) ?? steps.AfterPurchase,
            LeadBeforeEnd = isLocked ? Days(options, _lead) ?? steps.LeadBeforeEnd : null,
        };
        var winBack = new WinBackRules();
        report.WinBack = winBack with { MostAttempts = options.Whole(_attempts, 1) ?? winBack.MostAttempts, BetweenAttempts = Days(options, _pause) ?? winBack.BetweenAttempts };
    }

    private static TimeSpan? Days(OptionReader options, Option<string> option) => options.Whole(option, 0, MostDays) is { } days ? TimeSpan.FromDays(days) : null;
}
