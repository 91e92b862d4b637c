using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace CrossSell.Tool;

/// <summary><c>crosssell recommend</c>: for customers, which products to offer next, and why.</summary>
internal sealed class RecommendVerb : VerbCommand
{
    private const int DefaultTop = 3;

    private readonly Option<string> _model = Opt.Text("--model", "FILE", "The model that 'crosssell fit' wrote.", required: true);
    private readonly Option<string> _purchases = Opt.Text(
        "--purchases", "FILE", "The purchases, as CSV: who the customers are and what they own; - is standard input.", required: true);
    private readonly Option<string[]> _customer = Opt.Texts(
        "--customer", "ID", "A customer who gets offers; may be repeated. Default: every customer of the purchases.");
    private readonly Option<string> _top = Opt.Text("--top", "N", $"Most offers for each customer. Default: {DefaultTop}.");
    private readonly Option<string> _language = Opt.Text("--language", "en|de", "The language of reasons and product names. Default: en.");
    private readonly Option<string> _threads = Opt.Text(
        "--threads", "N", "Most threads that work; the result is the same for any number. Default: one a core.");
    private readonly Option<bool> _noMoment = Opt.Flag("--no-moment", "Leave out when to make each offer.");
    private readonly Option<string> _shard = Opt.Text(
        "--shard", "I/N", "Work on one of N shares of the customers, such as 2/8; a customer's share follows from his id, so that N processes do each once. Default: 1/1.");
    private readonly PropensityInputOptions _about = new();
    private readonly ContactInputOptions _contacts = new();
    private readonly EligibilityOptions _eligible = new();
    private readonly PurchaseInputOptions _reading = new();
    private readonly ResultOptions _result = ResultOptions.ForRows();

    public RecommendVerb()
        : base("recommend", "Say for customers which products to offer next, and why.") => AddOptions();

    public override string Usage => "--model FILE --purchases FILE [--customer ID ...] [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("What is asked", [_model, _purchases, _about.Customers, _about.Key, .. _contacts.Options, _customer, _top, _language, _noMoment, _threads, _shard]),
        _eligible.Group,
        _result.Group,
        _reading.Group,
        Common.Group,
    ];

    public override string Notes =>
        """
        Columns written: customer,rank,product,score,probability,reason
          With a model that learned probabilities, score and probability are that of the purchase within its
          horizon. Else score is the share of comparable customers who have the product, and probability is
          empty. What a customer owns is never offered to him. A customer without purchases gets the most
          popular products, or those that suit what --customers says of him.
          With a model that learned when products are bought, unless --no-moment is said, also:
          moment_from,moment_until,moment_probability,moment_lower,moment_upper,moment_now,moment_reason
          the best time for the offer, the probability of the purchase within it with its 95 % range, that of a
          time as long from now on, and why then. It compares times; score and probability compare products.

        With an option of 'What is never offered' nothing is offered that a customer owns or has ordered, that
        counts as the same, is a lower step or in a bundle of it, that he has with a competitor, or declined;
        the next best comes in its place. 'Now' is --as-of, else with --ledger its clock, else the latest purchase or
        decline. --explain has a row for each reason:
          customer,product,code,evidence,until,eligible_again_at,text
          until is when the reason falls away, eligible_again_at when all have; empty is never.

        Examples:
          crosssell recommend --model market.model --purchases purchases.csv --output offers.csv
          crosssell recommend --model market.model --purchases purchases.csv --customer C-1042 --top 5 --language de
          crosssell recommend --model market.model --purchases purchases.csv --customers customers.csv --customer-key id
          crosssell recommend --model market.model --purchases purchases.csv --declines declines.csv --explain why.csv
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        string modelPath = options.RequiredFile(_model);
        string purchases = options.RequiredFile(_purchases);
        string[] named = [.. options.Texts(_customer).Distinct(StringComparer.Ordinal)];
        if (named.Contains("", StringComparer.Ordinal))
        {
            throw new UsageException("--customer is empty; expected the id of a customer.");
        }

        int top = options.Whole(_top, 1) ?? DefaultTop;
        int? threads = options.Whole(_threads, 1);
        bool german = options.Choice(_language, ("en", false), ("de", true)) ?? false;
        CultureInfo language = german ? CultureInfo.GetCultureInfo("de") : CultureInfo.InvariantCulture;
        CustomerShard shard = ShardOf(options);
        _about.Check(options, _about.Key);
        _contacts.Check(options);
        string? about = _about.Path(options);
        EligibilityRequestFiles? barred = _eligible.IsGiven(options) ? _eligible.Read(options) : null;
        InputPaths.CheckOneFromPipe([("--purchases", purchases), ("--customers", about), .. _contacts.Paths(options), .. barred?.Inputs ?? []]);
        CsvPurchaseOptions reading = _reading.Read(options);
        string? outputPath = _result.Path(options);
        RecordFormat format = _result.Format(options);
        var reporter = new Reporter(host, options, Common);

        reporter.ResultGoesTo(outputPath);
        CrossSellModel model = ModelLoader.Load(modelPath);
        reporter.Detail($"model of {model.TransactionCount:N0} transactions, {model.Products.Count:N0} products, {model.RuleCount:N0} rules");
        using InputFile input = InputFile.Open(purchases, host, _reading.NamesEncoding(options));
        using var outputs = new OutputSet(host);
        OutputTarget output = outputs.Add(_result.OutputOption.Name, outputPath ?? "-");
        OutputTarget? explained = barred?.Explain is { } explain ? outputs.Add("--explain", explain) : null;
        CustomerTable? customers = about is null ? null : _about.Load(options, about, reading, host, KnownCustomers.Required(model, modelPath));
        PurchaseHistory history = await HistoryLoader.LoadAsync(input, reading, reporter, host.Cancellation).ConfigureAwait(false);
        if (named.Length == 0 && history.Customers.Count == 0)
        {
            HistoryLoader.RequirePurchases(input, reading, history.Report);
            throw new FailureException($"{input.Name} names no customers; name the column by --customer-column, or a customer by --customer.");
        }

        KnownCustomers.RequireContacts(model, modelPath, _contacts.IsGiven(options));
        CustomerContacts? contacts = _contacts.Load(options, reading, history.Customers, history.LastTime is not null, host);
        LedgerFacts? ledger = await LedgerFacts.OpenAsync(_eligible.Ledger, options, host).ConfigureAwait(false);
        await using ConfiguredAsyncDisposable closing = (ledger as IAsyncDisposable ?? Stream.Null).ConfigureAwait(false);
        EligibleRun? eligible = barred is null ? null : await EligibleRun.LoadAsync(barred, model, history, reading, ledger, reporter, host).ConfigureAwait(false);
        DateTime? now = eligible?.AsOf ?? reading.History.AsOf;
        CrossSellModel bound = KnownCustomers.Refused(() => model.Bind(history, customers, contacts, now), about);
        var writer = OfferWriter.Create(columns => RecordWriter.Create(format, output.Sink, columns), language, moments: bound.Timing is not null && !options.Flag(_noMoment));
        FallenWriter? fallen = explained is null ? null
            : new FallenWriter(RecordWriter.Create(_result.Format(options, barred!.Explain), explained.Sink, FallenWriter.Columns), language, eligible!.Catalog);
        Stage stage = reporter.Begin("recommending", "customers");
        await using (stage.ConfigureAwait(false))
        {
            string[] asked = [.. named.Where(id => shard.Contains(Encoding.UTF8.GetBytes(id)))];
            double total = named.Length == 0 ? (double)history.Customers.Count / shard.Count : asked.Length;
            if (eligible is null)
            {
                IEnumerable<CustomerRecommendations> all = named.Length == 0
                    ? bound.RecommendAll(top, shard, threads, host.Cancellation)
                    : asked.Select(id => new CustomerRecommendations(new CustomerId(id), bound.Recommend(new CustomerId(id), top)));
                foreach (CustomerRecommendations customer in all)
                {
                    Write(customer);
                }
            }
            else
            {
                IEnumerable<CustomerId> who = (named.Length > 0 ? asked : history.Customers.Where((_, place) => shard.Contains(history.Customers.Utf8(place)))).Select(id => new CustomerId(id));
                await foreach (JudgedCustomer customer in eligible.OffersAsync(bound, who, top, threads, fallen is not null, host.Cancellation).ConfigureAwait(false))
                {
                    Write(customer.Offers);
                    fallen?.Write(customer);
                }
            }

            void Write(CustomerRecommendations customer)
            {
                writer.Write(customer);
                stage.State.Set(Math.Min(1, writer.Customers / total), writer.Customers);
            }
        }

        outputs.Commit();
        WarnOfUnknown(reporter, history, named);
        KnownCustomers.WarnOfNone(reporter, model, customers, contacts);
        KnownProducts.WarnOfUnknown(reporter, history, model);
        reporter.Summarize($"{Reporter.Count(writer.Customers, "customer")}, {Reporter.Count(writer.Offers, "offer")}{Instant.Clause("holdings as of", bound.AsOf)}");
        if (reading.History.AsOf is null)
        {
            Instant.WarnOfFuture(reporter, host.Clock, history.LastTime, "holdings are judged at it");
        }
    }

    private CustomerShard ShardOf(OptionReader options) => options.Text(_shard) is not { } text ? CustomerShard.Whole
        : CustomerShard.TryParse(text, out CustomerShard shard) ? shard
        : throw new UsageException($"--shard is '{text}'; expected a share such as 2/8: the second of eight.");

    private static void WarnOfUnknown(Reporter reporter, PurchaseHistory history, IReadOnlyList<string> named)
    {
        string[] unknown = [.. named.Where(id => history.Customers.IndexOf(id) < 0)];
        if (unknown.Length > 0)
        {
            string ids = string.Join(", ", unknown.Take(5).Select(id => $"'{id}'")) + (unknown.Length > 5 ? ", ..." : "");
            string who = unknown.Length == 1 ? $"customer {ids} is" : $"customers {ids} are";
            reporter.Warn($"{who} not in the purchases; the offers are the most popular products.");
        }
    }
}
