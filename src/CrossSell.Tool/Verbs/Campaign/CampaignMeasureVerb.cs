using System.CommandLine;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary><c>crosssell campaign measure</c>: what campaigns brought, against their control groups.</summary>
internal sealed class CampaignMeasureVerb : VerbCommand
{
    private readonly Option<string[]> _campaigns = Opt.Texts("--campaign", "FILE", "A campaign as JSON, with the control group that it was planned with; several times for several campaigns.");
    private readonly Option<string> _purchases = Opt.Text("--purchases", "FILE", "What customers bought, of both arms alike, as CSV: customer,product,at,revenue,margin.", required: true);
    private readonly Option<string> _level = Opt.Text("--confidence", "C", "The probability with which intervals hold the truth. Default: 0.95.");
    private readonly Option<string> _html = Opt.Output("--html", "Where the report goes as a page.");
    private readonly Option<string> _language = Opt.Text("--language", "en|de", "The language of the page. Default: en.");
    private readonly TextOptions _text = new();
    private readonly LedgerOptions _ledger = new(required: true);
    private readonly ResultOptions _result = ResultOptions.ForTable();

    public CampaignMeasureVerb()
        : base("measure", "Say what campaigns brought: uplift, revenue and margin with intervals, cost of an additional sale, reasons for declining.") => AddOptions();

    public override string Path => $"{CampaignVerbs.Group} {Name}";

    public override string Usage => "--campaign C --purchases FILE --ledger L --key-file K [--output FILE] [--html FILE] [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
        [new("Campaign", [_campaigns, _purchases, _level]), new("Ledger", [_ledger.Ledger, _ledger.KeyFile]), new("Reading", _text.Notation), _result.Group, new("Page", [_html, _language]), Common.Group];

    public override string Notes =>
        """
        Columns written: campaign,figure,treated,control,value,lower,upper,p
          Shares and means of both arms, their difference as value with its interval, and p. Of several campaigns
          the p of acceptances are raised because several were looked at (Holm).

        Customers count for the arm that they were drawn into, reached or not. What counts as an acceptance is a
        purchase of an offered product in the customer's window, or an accepted offer, in both arms alike.

        Example:
          crosssell campaign measure --campaign autumn.json --purchases sales.csv --ledger sqlite:contacts.db \
            --key-file ledger.key --html autumn.html
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        IReadOnlyList<string> paths = options.Texts(_campaigns);
        if (paths.Count == 0)
        {
            throw new UsageException($"{_campaigns.Name} is missing; it names the file of a campaign.");
        }

        double level = options.NotNegative(_level) ?? 0.95;
        if (level is not (> 0 and < 1))
        {
            throw new UsageException($"{_level.Name} is '{options.Text(_level)}'; it must lie between 0 and 1, such as 0.95.");
        }

        MineConflicts.RefuseLonely(options, _language, _html);
        MeasureWords words = options.Choice(_language, ("en", false), ("de", true)) == true ? MeasureWords.German : MeasureWords.English;
        CrossSell.Campaign[] campaigns = [.. paths.Select(path => CampaignFile.Read(path, host))];
        var csv = new CsvPurchaseOptions();
        _text.Apply(options, csv);
        IReadOnlyList<CampaignPurchase> purchases = RecordLoader.Like(csv, host).Load(options.Required(_purchases), "purchases: customer,product,at,revenue,margin", CsvCampaign.LoadPurchases);
        var reporter = new Reporter(host, options, Common);
        using OutputTarget output = OutputTarget.Open(host, _result.Path(options));
        using OutputTarget? page = options.Text(_html) is { } html ? OutputTarget.Open(host, html) : null;
        ILedgerStore store = await _ledger.OpenStoreAsync(options, host).ConfigureAwait(false);
        await using (store.ConfigureAwait(false))
        {
            using var engine = new CrossSellEngine(_ledger.Over(store, options, new PolicySetBuilder().Build()), host.Clock);
            var measured = new List<CampaignMeasurement>();
            foreach (CrossSell.Campaign campaign in campaigns)
            {
                try
                {
                    measured.Add(await engine.MeasureAsync(campaign, purchases.ToAsyncEnumerable(), new MeasurementOptions { ConfidenceLevel = level }, host.Cancellation).ConfigureAwait(false));
                }
                catch (ArgumentException e)
                {
                    string wrong = LibraryNames.InCampaign(e);
                    throw new FailureException(wrong.Contains($"'{campaign.Id}'", StringComparison.Ordinal) ? wrong : $"campaign '{campaign.Id}': {wrong}", e);
                }
            }

            IReadOnlyList<MeasuredFigure> figures = MeasuredFigure.Of(measured, level);
            Write(options, output, figures);
            page?.Sink.Write(MeasurePage.Of(measured, figures, level, words));
            foreach (CampaignMeasurement one in measured)
            {
                Say(reporter, one);
            }
        }

        output.Commit();
        page?.Commit();
    }

    private void Write(OptionReader options, OutputTarget output, IReadOnlyList<MeasuredFigure> figures)
    {
        RecordFormat format = _result.Format(options);
        if (format is RecordFormat.Json or RecordFormat.Text)
        {
            output.Sink.Write(format == RecordFormat.Json ? MeasuredFigure.Json(figures) : MeasuredFigure.Table(figures));
            return;
        }

        RecordWriter writer = RecordWriter.Create(format, output.Sink, "campaign", "figure", "treated", "control", "value", "lower", "upper", "p");
        foreach (MeasuredFigure figure in figures)
        {
            writer.Text(figure.Campaign);
            writer.Text(figure.Name);
            writer.Number(figure.Treated);
            writer.Number(figure.Control);
            writer.Number(figure.Value);
            writer.Number(figure.Lower);
            writer.Number(figure.Upper);
            writer.Number(figure.P);
        }
    }

    private static void Say(Reporter reporter, CampaignMeasurement measured)
    {
        CampaignReport report = measured.Report;
        if (!measured.IsComplete)
        {
            reporter.Warn($"'{measured.Campaign}' is not over: the windows of some customers are open, and these figures are an interim state.");
        }

        if (report.SampleRatio is { IsMismatch: true } ratio)
        {
            reporter.Warn(FormattableString.Invariant($"'{measured.Campaign}': the arms have not the sizes that they were drawn with (p = {ratio.PValue:G2}); nothing can be said."));
        }

        Interval uplift = report.Acceptances.Difference;
        reporter.Summarize(
            $"'{measured.Campaign}' {report.Verdict}: {uplift.Value:P2} more bought ({uplift.Lower:P2} to {uplift.Upper:P2}), {report.Acceptances.Incremental.Value:N0} sales, profit {report.Profit.Value:N2} ({report.Profit.Lower:N2} to {report.Profit.Upper:N2})");
    }
}
