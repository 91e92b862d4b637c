using System.CommandLine;

namespace CrossSell.Tool;

/// <summary><c>crosssell fit</c>: learns a model from purchases and writes it to a file.</summary>
internal sealed class FitVerb : VerbCommand
{
    private readonly Option<string> _purchases = Opt.Text(
        "--purchases", "FILE", "The purchases, as CSV; - is standard input.", required: true);
    private readonly Option<string> _products = Opt.Text(
        "--products", "FILE",
        "The products that may be offered, as CSV: product, name, kind and so on. Default: all that were ever bought.");
    private readonly Option<string> _model = Opt.Text(
        "--model", "FILE", "Where the model goes; it appears whole or not at all. It holds no customers and no purchases.", required: true);
    private readonly MiningSettings _mining = MiningSettings.ForModel();
    private readonly PurchaseInputOptions _reading = new();
    private readonly CatalogInputOptions _catalog = new();

    public FitVerb()
        : base("fit", "Learn a model from purchases, for 'crosssell recommend'.") => AddOptions();

    public override string Usage => "--purchases FILE --model FILE [--products FILE] [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("Files", [_purchases, _products, _model]),
        new("How rules are found", [_mining.Unit, _mining.MinSupport, _mining.MinConfidence, _mining.MinLift, _mining.MaxLength, _mining.Threads]),
        _reading.Group,
        _catalog.Group,
        Common.Group,
    ];

    public override string Notes =>
        """
        Example:
          crosssell fit --purchases purchases.csv --products products.csv --model market.model
          crosssell recommend --model market.model --purchases purchases.csv --output offers.csv
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        string purchases = options.RequiredFile(_purchases);
        string? products = options.Text(_products);
        string path = options.RequiredFile(_model);
        if (path == "-")
        {
            throw new UsageException("--model is -; a model goes to a file.");
        }

        if (purchases == "-" && products == "-")
        {
            throw new UsageException("--purchases and --products are both -; only one of them can come from standard input.");
        }

        CsvPurchaseOptions reading = _reading.Read(options);
        CsvCatalogOptions readingProducts = _catalog.Read(options, products is not null, reading);
        CrossSellPipeline pipeline = ReadPipeline(options);
        var reporter = new Reporter(host, options, Common);
        using InputFile input = InputFile.Open(purchases, host, _reading.NamesEncoding(options));
        using OutputTarget output = OutputTarget.Open(host, path, purchases, products);
        ProductCatalog? catalog = products is null ? null : CatalogLoader.Load(products, readingProducts, host);
        PurchaseHistory history = await HistoryLoader.LoadAsync(input, reading, reporter, host.Cancellation).ConfigureAwait(false);
        if (history.Report.RowsRead == 0)
        {
            throw HistoryLoader.NoRows(input, reading);
        }

        if (history.Customers.Count == 0 && _mining.ReadUnit(options) == Mining.TransactionUnit.Customer)
        {
            throw HistoryLoader.NoCustomers(input);
        }

        CrossSellModel model;
        Stage stage = reporter.Begin("mining rules", "itemsets");
        await using (stage.ConfigureAwait(false))
        {
            model = pipeline.Fit(history, catalog, Told.Mining(stage), host.Cancellation);
        }

        output.Sink.Write(model.ToBytes());
        output.Commit();
        string unit = model.Unit == Mining.TransactionUnit.Customer ? "customer" : "basket";
        string read = $"{Reporter.Count(model.TransactionCount, unit)}, {Reporter.Count(history.Count, "purchase")}";
        DateTime? asOf = reading.History.AsOf ?? history.LastTime;
        reporter.Summarize($"{read}, {Reporter.Count(model.Products.Count, "product")}: {Reporter.Count(model.RuleCount, "rule")}{Instant.Clause("purchases up to", asOf)}");
        if (reading.History.AsOf is null)
        {
            Instant.WarnOfFuture(reporter, host.Clock, asOf, "nothing was left out");
        }

        if (model.RuleCount == 0)
        {
            reporter.Warn("no rule was found, so offers will rest on popularity alone; a lower --min-support or --min-lift finds more.");
        }
    }

    private CrossSellPipeline ReadPipeline(OptionReader options) => new CrossSellPipelineBuilder()
        .MineRules(rules =>
        {
            rules.Unit = _mining.ReadUnit(options);
            rules.MinSupport = options.Support(_mining.MinSupport) ?? rules.MinSupport;
            rules.MinConfidence = options.Share(_mining.MinConfidence) ?? rules.MinConfidence;
            rules.MinLift = options.NotNegative(_mining.MinLift) ?? rules.MinLift;
            rules.MaxLength = options.Whole(_mining.MaxLength, 2) ?? rules.MaxLength;
            rules.MaxThreads = options.Whole(_mining.Threads, 1);
        })
        .Build();
}
