using System.CommandLine;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary><c>crosssell mine</c>: rules, itemsets or their number, from a file of purchases or baskets.</summary>
internal sealed partial class MineVerb : VerbCommand
{
    private readonly Option<string> _input = Opt.Text("--input", "FILE", "The purchases or baskets; - is standard input.", required: true);
    private readonly Option<bool> _itemsets = Opt.Flag("--itemsets", "Write itemsets with their counts instead of rules.");
    private readonly Option<bool> _countsByLength = Opt.Flag(
        "--counts-by-length", "Write only how many itemsets of each length there are.");
    private readonly Option<string> _kind = Opt.Text(
        "--kind", "all|closed|maximal",
        "Which itemsets: all (the default), closed (no larger one has the same count) or maximal (no larger one is frequent).");
    private readonly Option<string> _maxAntecedent = Opt.Text(
        "--max-antecedent", "M", "Most items on the left side of a rule. Default: any; 1 with --negative.");
    private readonly Option<string> _maxConsequent = Opt.Text(
        "--max-consequent", "M", "Most items on the right side of a rule. Default: 1.");
    private readonly Option<string> _measures = Opt.Text(
        "--measures", "a,b,...|all", "The measures of a rule to write, by name. Default: support,confidence,lift.");
    private readonly Option<string> _maxItemsets = Opt.Text(
        "--max-itemsets", "N", "End the run with an error rather than find more itemsets than this. Default: 50000000.");
    private readonly Option<string> _maxRules = Opt.Text(
        "--max-rules", "N", "End the run with an error rather than find more rules than this. Default: 10000000.");
    private readonly OtherRuleOptions _other = new();
    private readonly HierarchyOptions _levels = new();
    private readonly ProductOptions _products = new();
    private readonly RuleSelectionOptions _selection = new();
    private readonly MiningSettings _mining = MiningSettings.ForRules();
    private readonly PurchaseInputOptions _reading = new();
    private readonly ResultOptions _result = ResultOptions.ForRules();
    private readonly PageOptions _page = new();

    public MineVerb()
        : base("mine", "Find what is bought together: association rules, or frequent itemsets.") => AddOptions();

    public override string Usage => "--input FILE (--min-support X | --top K | --negative | --grades FILE) [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("Input", [_input, _reading.Format, _mining.Unit]),
        new(
            "What is searched",
            [
                _mining.MinSupport, _mining.MinConfidence, _mining.MinLift, _mining.MaxLength, _maxAntecedent, _maxConsequent,
                _itemsets, _countsByLength, _kind, _maxItemsets, _maxRules, _mining.Threads,
            ]),
        _selection.Group,
        _levels.Group,
        _other.Group,
        new("Result", [_measures, .. _result.Group.Options]),
        _page.Group,
        _products.Group,
        _reading.Group,
        Common.Group,
    ];

    public override string Notes =>
        $"""
        Columns written:
          rules               antecedent,consequent,n11,n10,n01,n00 and the measures
          --directed          {string.Join(',', OtherRules.DirectedColumns)}
          --sequential        {string.Join(',', OtherRules.SequentialColumns)}
          --grades            {string.Join(',', GradeRows.Columns)}
          --negative          {string.Join(',', OtherRules.NegativeColumns)};
                              n11 counts those without the absent item, lift and expected are of both together
          --itemsets          items,count,support
          --counts-by-length  length,itemsets
          n11 n10 n01 n00 count the baskets (customers) with both sides, with the antecedent only, with the
          consequent only, with neither. A measure that is undefined is empty, an infinite one is Inf.
          Items of a set are joined by ';'. An item that holds ';' or '"' stands in double quotes, doubled inside.

        Measures:
        {MeasureNames.ListForHelp()}

        Examples:
          crosssell mine --input baskets.dat --min-support 0.01 --min-confidence 0.5
          crosssell mine --input sales.csv --unit customer --min-support 30 --min-lift 1.2 --output rules.csv
          crosssell mine --input sales.csv --top 20 --by leverage --consequent C-17
          crosssell mine --input sales.csv --min-support 0.001 --html rules.html --products products.csv
          crosssell mine --input sales.csv --min-support 0.01 --by-category --min-interest 1.1 --products products.csv
          crosssell mine --input sales.csv --grades grades.csv --products products.csv --language de
          gzip -dc baskets.dat.gz | crosssell mine --input - --min-support 100 --counts-by-length
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        MineRequest request = Read(options);
        Check(options, request);
        var reporter = new Reporter(host, options, Common);
        reporter.ResultGoesTo(request.WritesResult ? request.Output : request.Page!.Path);
        using InputFile input = InputFile.Open(request.Input, host, _reading.NamesEncoding(options));
        using MineOutputs outputs = MineOutputs.Open(request, host);
        var products = MineProducts.Load(request, host);
        var loader = new BasketLoader(request, reporter, host.Cancellation);
        Baskets baskets = await loader.LoadAsync(input).ConfigureAwait(false);
        if (products.Catalog is { } catalog)
        {
            CatalogLoader.RequireKnown(catalog, request.Products!.Path, baskets.Transactions.ItemIds, "the input");
        }

        var run = new MineRun(request, baskets, outputs, products, reporter, host.Cancellation);
        string summary = await run.RunAsync().ConfigureAwait(false);
        outputs.Commit();
        reporter.Summarize($"{summary}");
    }

    private MineRequest Read(OptionReader options)
    {
        CsvPurchaseOptions reading = _reading.Read(options);
        return Read(options, reading, _products.Read(options, reading));
    }

    private MineRequest Read(OptionReader options, CsvPurchaseOptions reading, ProductsRequest? products) => new()
    {
        Input = options.RequiredFile(_input),
        Format = _reading.ReadFormat(options),
        Unit = _mining.ReadUnit(options),
        Reading = reading,
        CsvOnly = _reading.CsvOnly(options),
        Selection = _selection.Read(options),
        MinSupport = options.Support(_mining.MinSupport),
        MinConfidence = options.Share(_mining.MinConfidence),
        MinLift = options.NotNegative(_mining.MinLift),
        MaxLength = options.Whole(_mining.MaxLength, 1),
        MaxAntecedent = options.Whole(_maxAntecedent, 1),
        MaxConsequent = options.Whole(_maxConsequent, 1),
        MaxRules = options.Whole(_maxRules, 1),
        MaxItemsets = options.Whole(_maxItemsets, 1, long.MaxValue),
        Threads = options.Whole(_mining.Threads, 1),
        Window = _other.Window(options),
        TimeZone = _other.Zone(options),
        MinMargin = options.NotNegative(_other.MinMargin),
        HalfLife = _levels.ReadHalfLife(options),
        Products = products,
        Levels = _levels.Read(options, products),
        What = _other.Kind(options) ?? (options.Flag(_countsByLength) ? MineResult.CountsByLength : options.Flag(_itemsets) ? MineResult.Itemsets : MineResult.Rules),
        Kind = options.Choice(_kind, ("all", ItemsetKind.All), ("closed", ItemsetKind.Closed), ("maximal", ItemsetKind.Maximal))
            ?? ItemsetKind.All,
        Measures = MeasureNames.Parse(options.Text(_measures)),
        Output = _other.GradesPath(options) ?? _result.Path(options),
        Page = _page.Read(options),
        Texts = _page.Texts(options),
        OutputFormat = _result.Format(options, _other.GradesPath(options)),
    };
}
