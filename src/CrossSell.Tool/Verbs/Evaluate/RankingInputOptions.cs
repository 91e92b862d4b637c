using System.CommandLine;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>Which files are split how: two tables that are split already, or purchases and an instant.</summary>
internal sealed class RankingInputOptions
{
    private readonly Option<string> _train = Opt.Text("--train", "FILE", "What was known: customer, product and, where known, n_baskets, first and last, as CSV; - is standard input.");
    private readonly Option<string> _target = Opt.Text("--target", "FILE", "What the same customers then bought for the first time: customer and product, as CSV.");
    private readonly Option<string> _validTrain = Opt.Text("--valid-train", "FILE", "The same as --train one window earlier, for models that settle on their settings by it.");
    private readonly Option<string> _validTarget = Opt.Text("--valid-target", "FILE", "The same as --target for --valid-train.");
    private readonly Option<string> _purchases = Opt.Text("--purchases", "FILE", "Instead of --train and --target: the purchases, as CSV, parted at --cutoff; - is standard input.");
    private readonly Option<string> _cutoff = Opt.Text("--cutoff", "T", "The first instant that is not known, such as 2024-10-01. With --train: the instant up to which it goes. Default there: its last purchase.");
    private readonly Option<string> _horizon = Opt.Text("--horizon", "DAYS", "How many days after --cutoff are looked at. Default: all that follow.");
    private readonly Option<string> _products = Opt.Text("--products", "FILE", "The products with their categories and margins, as CSV; only these are recommended. Default: all that were ever bought.");
    private readonly PropensityInputOptions _about = new(namesUseProtected: false);
    private readonly ContactInputOptions _contacts = new();
    private readonly PurchaseInputOptions _reading = new();
    private readonly CatalogInputOptions _catalog = new();

    public IReadOnlyList<OptionGroup> Groups =>
    [
        new("What is known, what came later", [_train, _target, _validTrain, _validTarget, _purchases, _cutoff, _horizon]),
        new("What else is known", [_products, _about.Customers, _about.Key, .. _about.FeatureOptions, .. _contacts.Options]),
    ];

    public IReadOnlyList<OptionGroup> ReadingGroups => [_reading.Group, _catalog.Group];

    /// <summary>The files that are read, by their options.</summary>
    public IReadOnlyList<(string Option, string? Path)> Paths(OptionReader options) =>
        [.. new[] { _train, _target, _validTrain, _validTarget, _purchases, _products }.Select(option => (option.Name, File(options, option))), (_about.Customers.Name, _about.Path(options)), .. _contacts.Paths(options)];

    /// <summary>Refuses options that do not go together.</summary>
    /// <exception cref="UsageException">They do not.</exception>
    public void Check(OptionReader options)
    {
        bool raw = options.IsGiven(_purchases);
        if (raw == (options.IsGiven(_train) || options.IsGiven(_target)))
        {
            throw new UsageException(raw ? "--purchases stands for --train and --target; say one or the other." : "--train and --target are missing, or --purchases and --cutoff in their place.");
        }

        foreach ((Option<string> one, Option<string> other) in raw ? [(_purchases, _cutoff)] : new[] { (_train, _target), (_validTrain, _validTarget) })
        {
            if (options.IsGiven(one) != options.IsGiven(other))
            {
                throw new UsageException($"{one.Name} and {other.Name} belong together; {(options.IsGiven(one) ? other : one).Name} is missing.");
            }
        }

        foreach (Option<string> option in raw ? [_validTrain, _validTarget] : new[] { _horizon })
        {
            if (options.IsGiven(option))
            {
                throw new UsageException($"{option.Name} belongs to {(raw ? "--train" : "--purchases")}.");
            }
        }

        _about.Check(options, [_about.Key, .. _about.FeatureOptions]);
        _contacts.Check(options);
        InputPaths.CheckOneFromPipe(Paths(options));
    }

    /// <summary>Refuses options that nothing of what is asked would look at.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="hybrid">Whether the hybrid is judged, the one model that settles on settings by an earlier window.</param>
    /// <exception cref="UsageException">There is one.</exception>
    public void CheckEffect(OptionReader options, bool hybrid)
    {
        if (!options.IsGiven(_purchases) && _reading.PurchasesOnly(options) is [{ } first, ..])
        {
            throw new UsageException($"{first} is about purchases as they are, and --train and --target are tables of pairs; it would change nothing.");
        }

        foreach (Option<string> option in new[] { _validTrain, _about.Customers, _contacts.Contacts })
        {
            if (!hybrid && options.IsGiven(option))
            {
                throw new UsageException($"{option.Name} is for the hybrid alone, and --models leaves it out; it would change nothing.");
            }
        }
    }

    /// <summary>Reads everything.</summary>
    /// <exception cref="UsageException">An option has no such value.</exception>
    /// <exception cref="FailureException">There is nothing to judge by.</exception>
    /// <exception cref="PurchaseFormatException">A file of purchases or pairs is bad.</exception>
    public async Task<RankingInput> LoadAsync(OptionReader options, int? threads, Reporter reporter, ToolHost host)
    {
        CsvPurchaseOptions reading = _reading.Read(options);
        DateTime? cutoff = options.Time(_cutoff) is { } instant ? DateTime.SpecifyKind(instant.UtcDateTime, DateTimeKind.Unspecified) : null;
        int? days = options.Whole(_horizon, 1);
        string? products = File(options, _products);
        CsvCatalogOptions readingProducts = _catalog.Read(options, products is not null, reading);
        ProductCatalog? catalog = products is null ? null : CatalogLoader.Load(products, readingProducts, host);
        CustomerTable? customers = _about.Path(options) is { } about ? _about.Load(options, about, reading, host) : null;
        if (!options.IsGiven(_purchases))
        {
            RankingSplit split = Pairs(options, _train, _target, cutoff, reading, host);
            RankingSplit? earlier = options.IsGiven(_validTrain) ? Pairs(options, _validTrain, _validTarget, null, reading, host) : null;
            return Known(split, earlier, catalog, customers, Contacts(split), _about.Path(options), threads, reporter.Warn);
        }

        using InputFile input = InputFile.Open(options.RequiredFile(_purchases), host, _reading.NamesEncoding(options));
        PurchaseHistory history = await HistoryLoader.LoadAsync(input, reading, reporter, host.Cancellation).ConfigureAwait(false);
        HistoryLoader.RequirePurchases(input, reading, history.Report);
        if (history.Customers.Count == 0)
        {
            throw new FailureException($"{input.Name} names no customers; name the column by --customer-column.");
        }

        RankingSplit parted = At(history, cutoff!.Value, days, input.Name);
        return Known(parted, null, catalog, customers, Contacts(parted), _about.Path(options), threads, reporter.Warn);

        CustomerContacts? Contacts(RankingSplit split) => _contacts.Load(options, reading, split.Known.Customers, split.Train.HasTimes, host);
    }

    // What else is known goes with the purchases, to whoever learns from them.
    private static RankingInput Known(
        RankingSplit split, RankingSplit? earlier, ProductCatalog? catalog, CustomerTable? customers, CustomerContacts? contacts, string? about, int? threads, Action<string> warn)
    {
        CustomerTableFacts? facts = KnownCustomers.Refused(() => CustomerTableFacts.Of(customers, contacts), about);
        return new RankingInput(With(split)!, With(earlier), catalog, customers, threads, warn);

        RankingSplit? With(RankingSplit? bare)
        {
            string?[]? categories = bare is null || catalog is null ? null : [.. bare.Train.Products.Select(id => catalog.TryGet(new ProductId(id), out Product? product) ? product.Category : null)];
            return bare?.With(facts, categories is null || Array.TrueForAll(categories, string.IsNullOrEmpty) ? null : categories);
        }
    }

    private static RankingSplit At(PurchaseHistory history, DateTime cutoff, int? days, string name)
    {
        if (history.FirstTime is not { } first || history.LastTime is not { } last)
        {
            throw new FailureException($"the purchases of {name} have no times, so --cutoff cannot part them; name the column by --time-column.");
        }

        if (first == last)
        {
            throw new FailureException(FormattableString.Invariant($"all purchases of {name} are of {first:yyyy-MM-dd HH:mm:ss}, so no --cutoff has some before it and some after it; judge them by --train and --target, files of pairs with products taken away."));
        }

        if (cutoff <= first || cutoff > last)
        {
            throw new FailureException(FormattableString.Invariant($"--cutoff is {cutoff:yyyy-MM-dd HH:mm:ss}; it must lie within the purchases of {name}, which go from {first:yyyy-MM-dd HH:mm:ss} to {last:yyyy-MM-dd HH:mm:ss}."));
        }

        RankingSplit split = RankingSplit.AtCutoff(history, cutoff, days is { } ahead ? TimeSpan.FromDays(ahead) : null);
        return split.Targets.Count > 0 ? split : throw new FailureException($"after --cutoff no customer of {name} bought anything that others had bought and he had not; there is nothing to judge by.");
    }

    private static RankingSplit Pairs(OptionReader options, Option<string> train, Option<string> target, DateTime? asOf, CsvPurchaseOptions reading, ToolHost host)
    {
        PurchaseMatrix known = Load(options.RequiredFile(train), reading, host, csv => csv.AsOf = asOf);
        return RankingSplit.Of(known, Load(options.RequiredFile(target), reading, host, csv => csv.NewSince = known));
    }

    private static PurchaseMatrix Load(string path, CsvPurchaseOptions reading, ToolHost host, Action<CsvPairOptions> set)
    {
        var csv = new CsvPairOptions { Delimiter = reading.Delimiter, Encoding = reading.Encoding, Culture = reading.Culture };
        foreach (string format in reading.DateFormats)
        {
            csv.DateFormats.Add(format);
        }

        set(csv);
        using InputFile input = InputFile.Open(path, host, reading.Encoding is not null, "pairs of customer and product");
        return CsvPairs.Load(input.Stream, input.Name, csv, host.Cancellation);
    }

    private static string? File(OptionReader options, Option<string> option) => options.Text(option) is null ? null : options.RequiredFile(option);
}
