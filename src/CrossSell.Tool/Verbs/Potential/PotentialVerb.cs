using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary><c>crosssell potential</c>: what is in the customers, as one page for the sales meeting and as tables.</summary>
internal sealed class PotentialVerb : VerbCommand
{
    private const string WinBackCampaign = "win-back";

    private readonly Option<string> _purchases = Opt.Text("--purchases", "FILE", "The purchases with their customers, as CSV; - is standard input.", required: true);
    private readonly Option<bool> _useProtected = Opt.Flag("--use-protected", "Learn from columns of --customer-protected too.");
    private readonly Option<string> _segment = Opt.Text("--segment", "COLUMN", "A column of --customers: coverage and potential are told for each of its values too. Default: none.");
    private readonly Option<string> _winBack = Opt.Text(
        "--win-back-campaign", "NAME", $"The campaign of the ledger whose contacts are attempts to win a customer back; two since his last purchase are enough. Default: {WinBackCampaign}.");
    private readonly Option<string> _output = Opt.Text("--output", "FOLDER", "Where the page and the tables go: a folder that is new, empty, or holds an earlier report.", required: true);
    private readonly Option<bool> _overwrite = Opt.Flag("--overwrite", "Put the report into the folder whatever else is there; files of the same names are replaced.");
    private readonly PropensityInputOptions _about = new();
    private readonly PotentialRequest _request = new();
    private readonly ClassOptions _classes = new();
    private readonly KnownColumns _columns = new();
    private readonly WorkOptions _work = new();
    private readonly EligibilityOptions _eligible = new("those of the purchases", explains: false);
    private readonly PurchaseInputOptions _reading = new();

    public PotentialVerb()
        : base("potential", "Report what is in the customers: classes, gaps, share of wallet, next steps, win-back, value.") => AddOptions();

    public override string Usage => "--purchases FILE [--customers FILE] [--products FILE] --output FOLDER [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("What is looked at", [_purchases, _about.Customers, _about.Key, .. _about.FeatureOptions, _useProtected, _segment, .. _columns.Options]),
        new("What is asked", [.. _request.Options, .. _classes.Options, .. _work.Steps]),
        _eligible.Group,
        new("Winning back", [_winBack, .. _work.WinBack]),
        new("Result", [_output, _overwrite]),
        _reading.Group,
        Common.Group,
    ];

    public override string Notes =>
        """
        Written are report.html, one page that needs no network and prints on A4, and its figures as tables:
          summary, classes, class_moves, categories, group_categories, coverage, effort, effort_costs,
          effort_groups, projection, projection_test, wallet, wallet_categories, ladders, activity,
          winback_groups, loss_reasons, contract_ends, value, programme, segment_products, pairs,
          lead_questions, lead_grids, lead_points, segments, unknowns
        and with --lists those that name customers: customers, gaps, steps, winback, questions, and
        class_changes for 'classes'.
        Without --lists no customer is named anywhere. --customers is learned from; of it the values of
        --segment are shown, and the answers to the questions of the points card, as classes.
        'Now' is --as-of, else the last purchase; with a --ledger, say --as-of: later contacts do not count.
        Of a --ledger offers, answers, objections and classes count, and its contacts up to now: those of
        --win-back-campaign as attempts, all as answers by channel for each segment.

        Examples:
          crosssell potential --purchases purchases.csv --products products.csv --output potential
          crosssell potential --purchases purchases.csv --products products.csv --language de --output potential \
            --customers customers.csv --segment region
          crosssell potential --purchases purchases.csv --products products.csv --output potential \
            --lists gaps,winback --list-rows 20
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        string purchases = options.RequiredFile(_purchases);
        _about.Check(options, [_about.Key, .. _about.FeatureOptions, _useProtected, _segment, .. _columns.Options]);
        string? about = _about.Path(options);
        EligibilityRequestFiles files = _eligible.Read(options);
        if (options.IsGiven(_winBack) && !_eligible.Ledger.IsGiven(options))
        {
            throw new UsageException($"{_winBack.Name} belongs to {_eligible.Ledger.Ledger.Name}, which is missing.");
        }

        InputPaths.CheckOneFromPipe([("--purchases", purchases), ("--customers", about), .. files.Inputs]);
        CsvPurchaseOptions reading = _reading.Read(options);
        PotentialReportOptions asked = _request.Read(options);
        _classes.Read(options, asked);
        _work.Read(options, asked);
        CultureInfo language = _request.Language(options);
        var reporter = new Reporter(host, options, Common);
        reporter.ResultGoesTo(options.Required(_output));
        using InputFile input = InputFile.Open(purchases, host, _reading.NamesEncoding(options));
        using ReportFolder folder = ReportFolder.Open(host, options.Required(_output), options.Flag(_overwrite), PotentialReport.TableNames.Select(FileOf));
        Utf8Sink page = folder.Add(ReportFolder.Page);
        ProductCatalog? catalog = files.Catalog(reading, host);
        asked.Customers = about is null ? null : _about.Load(options, about, reading, host);
        PurchaseHistory history = await LoadAsync(input, reading, reporter, host).ConfigureAwait(false);
        if (catalog is not null)
        {
            CatalogLoader.RequireKnown(catalog, files.Products!, history.Products, "the purchases");
        }

        if (asked.Customers is not null)
        {
            KnownCustomers.Check(reporter, history, asked.Customers, about!);
        }

        asked.Segments = Segments(options, asked.Customers, history);
        _columns.Read(options, asked, about);
        asked.Source = purchases == "-" ? "" : System.IO.Path.GetFileName(purchases);
        asked.Rules = files.Rules;
        asked.UseProtected = options.Flag(_useProtected);
        await TakeFactsAsync(asked, files, catalog, history, reading, options, reporter, host).ConfigureAwait(false);
        _classes.Check(options, asked, history);
        PotentialReport report = await MakeAsync(history, catalog, asked, about, reporter, host).ConfigureAwait(false);
        page.Write(report.ToHtml(language));
        IReadOnlyList<ReportTable> tables = report.Tables;
        foreach (ReportTable table in tables)
        {
            ReportTableWriter.Write(RecordWriter.Create(RecordFormat.Csv, folder.Add(FileOf(table.Name)), table.Columns), table, host.Cancellation);
        }

        folder.Commit();
        if (asked.LearnPropensity && !report.HasPropensities)
        {
            reporter.Warn($"no probabilities were learned: {report.WhyNoPropensities.Split(". ")[0].TrimEnd('.')}. The share of customers who have a product stands in.");
        }

        reporter.Summarize($"{Reporter.Count(report.Customers, "customer")}, {Reporter.Count(tables.Count, "table")} and {ReportFolder.Page}{Instant.Clause("as of", report.AsOf)}");
        if (reading.History.AsOf is null)
        {
            Instant.WarnOfFuture(reporter, host.Clock, history.LastTime, "everybody is judged at it");
        }
    }

    private static string FileOf(string table) => $"{table}.csv";

    private static async Task<PurchaseHistory> LoadAsync(InputFile input, CsvPurchaseOptions reading, Reporter reporter, ToolHost host)
    {
        PurchaseHistory history = await HistoryLoader.LoadAsync(input, reading, reporter, host.Cancellation).ConfigureAwait(false);
        HistoryLoader.RequirePurchases(input, reading, history.Report);
        return history.Customers.Count > 0 ? history
            : throw new FailureException($"{input.Name} names no customers; name the column by --customer-column.");
    }

    private static async Task<PotentialReport> MakeAsync(PurchaseHistory history, ProductCatalog? catalog, PotentialReportOptions asked, string? about, Reporter reporter, ToolHost host)
    {
        Stage stage = reporter.Begin("working out the potential", "customers");
        await using (stage.ConfigureAwait(false))
        {
            return KnownCustomers.Refused(() => PotentialReport.Of(history, catalog, asked, host.Cancellation), about);
        }
    }

    private CustomerGroups? Segments(OptionReader options, CustomerTable? customers, PurchaseHistory history)
    {
        if (options.Text(_segment) is not { } column)
        {
            return null;
        }

        if (!customers!.TryGetColumn(column, out _))
        {
            throw new FailureException($"--segment is '{column}'; --customers has {string.Join(", ", customers.Columns.Take(20).Select(c => $"'{c.Name}'"))}.");
        }

        IReadOnlyList<string> segments = CustomerSegments.By(customers, column);
        var of = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int row = 0; row < customers.Count; row++)
        {
            of[customers.Key(row)!] = segments[row];
        }

        return CustomerGroups.Of(history.Customers.Select(id => of.GetValueOrDefault(id)), "(unknown)");
    }

    private async Task TakeFactsAsync(
        PotentialReportOptions asked, EligibilityRequestFiles files, ProductCatalog? catalog, PurchaseHistory history, CsvPurchaseOptions reading, OptionReader options, Reporter reporter, ToolHost host)
    {
        ProductCatalog known = catalog ?? new ProductCatalog(history.Products.Select(id => new Product { Id = new ProductId(id) }));
        var records = KnownRecords.Load(files, known, reading, reporter, host);
        asked.AsOf = reading.History.AsOf ?? history.LastTime ?? records.Latest(history, reading)?.UtcDateTime;
        DateTimeOffset at = asked.AsOf is { } asOf ? new DateTimeOffset(DateTime.SpecifyKind(asOf, DateTimeKind.Utc)) : DateTimeOffset.UnixEpoch;
        KnownFacts facts = records.FactsAt(at, reading.History.AsOf is null ? "the last purchase" : "--as-of", history, reporter);
        LedgerFacts? ledger = await LedgerFacts.OpenAsync(_eligible.Ledger, options, host).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = (ledger as IAsyncDisposable ?? Stream.Null).ConfigureAwait(false);
        string winBack = options.Text(_winBack) ?? WinBackCampaign;
        (await PotentialFacts.OfAsync(history, facts, ledger, at, winBack, host.Cancellation).ConfigureAwait(false)).GiveTo(asked);
    }
}
