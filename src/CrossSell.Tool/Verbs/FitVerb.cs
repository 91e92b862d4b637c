using System.CommandLine;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary><c>crosssell fit</c>: learns a model from purchases and writes it to a file.</summary>
internal sealed class FitVerb : VerbCommand
{
    private readonly Option<string> _purchases = Opt.Text(
        "--purchases", "FILE", "The purchases, as CSV; - is standard input.", required: true);
    private readonly Option<string> _products = Opt.Text(
        "--products", "FILE",
        "The products that may be offered, as CSV: product, name, kind and so on. Default: all that were ever bought.");
    private readonly Option<string> _model = Opt.Output(
        "--model", "Where the model goes; it appears whole or not at all. It holds no customers and no purchases.", required: true);
    private readonly Option<bool> _propensity = Opt.Flag(
        "--propensity", "Rank offers by each product's own probability, learned from purchases and --customers; else that is one part of the order.");
    private readonly Option<string> _horizon = Opt.Text(
        "--horizon", "DAYS", "The time within which a purchase is foretold. Default: 60, with --propensity 365, or a quarter of the time that the purchases span where that is less.");
    private readonly Option<string> _minBuyers = Opt.Text(
        "--min-buyers", "N", "How many must have bought a product for it to be learned; with fewer everyone gets its base rate. Default: 30.");
    private readonly Option<bool> _rulesOnly = Opt.Flag(
        "--rules-only", "Rank offers by rules alone; else the order is learned over several ways of scoring, where customers bought enough for that.");
    private readonly Option<bool> _noTiming = Opt.Flag(
        "--no-timing", "Do not learn when products are bought; else offers say their best moment, where the purchases have times.");
    private readonly Option<string> _momentWithin = Opt.Text(
        "--moment-within", "DAYS", "How many days an offer may wait: moments from now on to so much later are compared. Default: 180.");
    private readonly Option<string> _momentWindow = Opt.Text(
        "--moment-window", "DAYS", "For how many days a contact works: a moment is as good as a purchase within so many days of it is likely. Default: 14.");
    private readonly Option<string> _levelTwo = LevelTwoOption.Create();
    private readonly Option<bool> _useProtected = Opt.Flag("--use-protected", "Learn from protected columns as well.");
    private readonly PropensityInputOptions _about = new();
    private readonly ContactInputOptions _contacts = new();
    private readonly MiningSettings _mining = MiningSettings.ForModel();
    private readonly PurchaseInputOptions _reading = new();
    private readonly CatalogInputOptions _catalog = new();

    public FitVerb()
        : base("fit", "Learn a model from purchases, for 'crosssell recommend'.") => AddOptions();

    public override string Usage => "--purchases FILE --model FILE [--products FILE] [--customers FILE] [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("Files", [_purchases, _products, _about.Customers, .. _contacts.Options, _model]),
        new("How rules are found", [_mining.Unit, _mining.MinSupport, _mining.MinConfidence, _mining.MinLift, _mining.MaxLength, _mining.Threads]),
        new("How offers are ranked", [_rulesOnly, _levelTwo]),
        new("When offers are made", [_noTiming, _momentWithin, _momentWindow]),
        new("How probabilities are learned", [_propensity, _horizon, _minBuyers, _about.Key, .. _about.FeatureOptions, _useProtected]),
        _reading.Group,
        _catalog.Group,
        Common.Group,
    ];

    public override string Notes =>
        """
        Example:
          crosssell fit --purchases purchases.csv --products products.csv --model market.model
          crosssell fit --purchases purchases.csv --customers customers.csv --customer-key id --model market.model
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

        _contacts.Check(options);
        InputPaths.CheckOneFromPipe([(_purchases.Name, purchases), (_products.Name, products), (_about.Customers.Name, _about.Path(options)), .. _contacts.Paths(options)]);
        CsvPurchaseOptions reading = _reading.Read(options);
        string? about = ReadAbout(options);
        bool learns = options.Flag(_propensity);
        CsvCatalogOptions readingProducts = _catalog.Read(options, products is not null, reading);
        if ((learns || about is not null || _contacts.IsGiven(options)) && options.Flag(_rulesOnly))
        {
            throw new UsageException($"--rules-only ranks by rules, and {(learns ? "--propensity" : about is null ? _contacts.Contacts.Name : "--customers")} by probabilities; say one of them.");
        }

        CrossSellPipeline pipeline = ReadPipeline(options, learns);
        if (options.IsGiven(_levelTwo) && (learns || options.Flag(_rulesOnly)))
        {
            throw new UsageException($"{_levelTwo.Name} is about the hybrid, and {(learns ? "--propensity" : "--rules-only")} ranks by something else; say one of them.");
        }

        MomentOptions? moments = ReadMoments(options);
        IRankingTrainer? ranking = learns || options.Flag(_rulesOnly) ? null : new HybridTrainer(ReadRanking(options));
        var reporter = new Reporter(host, options, Common);
        using InputFile input = InputFile.Open(purchases, host, _reading.NamesEncoding(options));
        using OutputTarget output = OutputTarget.Open(host, path);
        ProductCatalog? catalog = products is null ? null : CatalogLoader.Load(products, readingProducts, host);
        CustomerTable? customers = about is null ? null : _about.Load(options, about, reading, host);
        PurchaseHistory history = await HistoryLoader.LoadAsync(input, reading, reporter, host.Cancellation).ConfigureAwait(false);
        HistoryLoader.RequirePurchases(input, reading, history.Report);
        if (catalog is not null)
        {
            CatalogLoader.RequireKnown(catalog, products!, history.Products, "the purchases");
        }

        if (history.Customers.Count == 0 && _mining.ReadUnit(options) == Mining.TransactionUnit.Customer)
        {
            throw HistoryLoader.NoCustomers(input);
        }

        if (customers is not null)
        {
            KnownCustomers.Check(reporter, history, customers, about!);
        }

        CustomerContacts? contacts = _contacts.Load(options, reading, history.Customers, history.LastTime is not null, host);

        CrossSellModel model;
        Stage stage = reporter.Begin("mining rules", "itemsets");
        await using (stage.ConfigureAwait(false))
        {
            model = KnownCustomers.Refused(() => pipeline.Fit(history, catalog, learns ? customers : null, learns ? contacts : null, Told.Mining(stage), host.Cancellation), about);
        }

        if (ranking is not null && history.Customers.Count > 0)
        {
            CrossSellModel bound = model.Bind(history, customers, contacts);
            CrossSellModel? ranked = await RankAsync(bound, ranking, about, customers is null ? "rules" : "each product's own probability", reporter, host).ConfigureAwait(false);
            CrossSellPipeline? other = ranked is null && customers is not null ? ReadPipeline(options, learns: true) : null;
            model = ranked ?? (other is null ? model : FitAlone(model, () => other.Fit(history, catalog, customers, contacts, progress: null, host.Cancellation), about!, options.IsGiven(_horizon) || options.IsGiven(_minBuyers), reporter));
        }

        if (moments is not null)
        {
            model = await TimeAsync(model, moments, options.Whole(_mining.Threads, 1), reporter, host).ConfigureAwait(false);
        }

        output.Sink.Write(model.ToBytes());
        output.Commit();
        string unit = model.Unit == Mining.TransactionUnit.Customer ? "customer" : "basket";
        string read = $"{Reporter.Count(model.TransactionCount, unit)}, {Reporter.Count(history.Count, "purchase")}";
        DateTime? asOf = reading.History.AsOf ?? history.LastTime;
        reporter.Summarize($"{read}, {Reporter.Count(model.Products.Count, "product")}: {Reporter.Count(model.RuleCount, "rule")}{Probabilities(model)}{Instant.Clause("purchases up to", asOf)}");
        if (reading.History.AsOf is null)
        {
            Instant.WarnOfFuture(reporter, host.Clock, asOf, "nothing was left out");
        }

        foreach (string note in (string[])[.. model.Ranking?.Notes ?? [], .. model.Propensity?.Notes ?? []])
        {
            reporter.Detail($"{note}");
        }

        if (model.RuleCount == 0 && model.Propensity is null && model.Ranking is null)
        {
            reporter.Warn("no rule was found, so offers will rest on popularity alone; a lower --min-support or --min-lift finds more.");
        }
    }

    // What few customers bought says little about the order: something simpler then ranks.
    private static async Task<CrossSellModel?> RankAsync(CrossSellModel model, IRankingTrainer trainer, string? about, string otherwise, Reporter reporter, ToolHost host)
    {
        Stage stage = reporter.Begin("learning the order", "offers");
        await using (stage.ConfigureAwait(false))
        {
            try
            {
                return KnownCustomers.Refused(() => model.RankedBy(trainer, host.Cancellation), about);
            }
            catch (PropensityTrainingException problem)
            {
                reporter.Detail($"Offers are ranked by {otherwise}: {problem.Message}");
                return null;
            }
        }
    }

    // Where nothing can be learned from attributes rules rank, unless something was asked of what is learned.
    private static CrossSellModel FitAlone(CrossSellModel rules, Func<CrossSellModel> fit, string about, bool isAsked, Reporter reporter)
    {
        try
        {
            return KnownCustomers.Refused(fit, about);
        }
        catch (PropensityTrainingException problem) when (!isAsked)
        {
            reporter.Warn($"nothing can be learned from {about}, so offers are ranked by rules. {LibraryNames.InTable(problem.Message)}");
            return rules;
        }
    }

    private static async Task<CrossSellModel> TimeAsync(CrossSellModel model, MomentOptions moments, int? threads, Reporter reporter, ToolHost host)
    {
        Stage stage = reporter.Begin("learning when", "purchases");
        await using (stage.ConfigureAwait(false))
        {
            CrossSellModel timed = model.TimedBy(new ProductTimingTrainer(new ProductTimingOptions { MaxThreads = threads }), moments, host.Cancellation);
            reporter.Detail(timed.Timing is { } timing
                ? $"{timing.Triggers.Length:N0} purchases set off another, of {Enumerable.Range(0, timing.ProductCount).Count(product => timing.TriggersOf(product).Length > 0):N0} products"
                : (FormattableString)$"Offers say no best moment: no purchase of a customer has a time, or nobody bought on a second day.");
            return timed;
        }
    }

    private MomentOptions? ReadMoments(OptionReader options)
    {
        bool learns = !options.Flag(_noTiming);
        foreach (Option<string> option in new[] { _momentWithin, _momentWindow })
        {
            if (!learns && options.IsGiven(option))
            {
                throw new UsageException($"{option.Name} is about moments, and --no-timing learns none; say one of them.");
            }
        }

        var moments = new MomentOptions();
        moments.WithinDays = (int)(options.Whole(_momentWithin, 0, ProductTiming.LongestHorizon) ?? moments.WithinDays);
        moments.WindowDays = (int)(options.Whole(_momentWindow, 1, ProductTiming.LongestHorizon) ?? moments.WindowDays);
        return learns ? moments : null;
    }

    private static string Probabilities(CrossSellModel model) => model.Ranking is not null ? ", ranked by what customers bought next"
        : model.Propensity is not { } propensity ? ""
        : FormattableString.Invariant($", probabilities of {propensity.Products.Count(product => product.IsLearned):N0} products");

    private string? ReadAbout(OptionReader options)
    {
        _about.Check(options, [_about.Key, .. _about.FeatureOptions, _useProtected]);
        string? about = _about.Path(options);
        foreach (Option<string> option in new[] { _horizon, _minBuyers })
        {
            if (options.IsGiven(option) && about is null && !options.Flag(_propensity))
            {
                throw new UsageException($"{option.Name} is about probabilities; say --propensity or --customers.");
            }
        }

        return about;
    }

    private CrossSellPipeline ReadPipeline(OptionReader options, bool learns)
    {
        CrossSellPipelineBuilder builder = new CrossSellPipelineBuilder().MineRules(rules =>
        {
            rules.Unit = _mining.ReadUnit(options);
            rules.MinSupport = options.Support(_mining.MinSupport) ?? rules.MinSupport;
            rules.MinConfidence = options.Share(_mining.MinConfidence) ?? rules.MinConfidence;
            rules.MinLift = options.NotNegative(_mining.MinLift) ?? rules.MinLift;
            rules.MaxLength = options.Whole(_mining.MaxLength, 2) ?? rules.MaxLength;
            rules.MaxThreads = options.Whole(_mining.Threads, 1);
        });
        TimeSpan? horizon = ReadHorizon(options);
        return (learns ? builder.EstimatePropensity(ReadTrainer(options), snapshots => snapshots.Horizon = horizon) : builder).Build();
    }

    // The ranking suits the trainer to the number of products unless something is said about it.
    private HybridOptions ReadRanking(OptionReader options) => new()
    {
        LevelTwo = LevelTwoOption.Read(options, _levelTwo),
        MaxThreads = options.Whole(_mining.Threads, 1),
        Horizon = ReadHorizon(options),
        Propensity = options.IsGiven(_minBuyers) || options.Flag(_useProtected) ? ReadTrainer(options) : null,
    };

    private ProductPropensityTrainer ReadTrainer(OptionReader options) => new(new ProductPropensityOptions
    {
        UseProtected = options.Flag(_useProtected),
        MinBuyers = options.Whole(_minBuyers, 1) ?? 30,
        MaxThreads = options.Whole(_mining.Threads, 1),
    });

    private TimeSpan? ReadHorizon(OptionReader options) => options.Whole(_horizon, 1, 36_500) is { } days ? TimeSpan.FromDays((int)days) : null;
}
