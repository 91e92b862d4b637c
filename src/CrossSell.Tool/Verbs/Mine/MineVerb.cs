using System.CommandLine;
using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary><c>crosssell mine</c>: rules, itemsets or their number, from a file of purchases or baskets.</summary>
internal sealed class MineVerb : VerbCommand
{
    private readonly Option<string> _input = Opt.Text("--input", "FILE", "The purchases or baskets; - is standard input.", required: true);
    private readonly Option<bool> _itemsets = Opt.Flag("--itemsets", "Write itemsets with their counts instead of rules.");
    private readonly Option<bool> _countsByLength = Opt.Flag(
        "--counts-by-length", "Write only how many itemsets of each length there are.");
    private readonly Option<string> _kind = Opt.Text(
        "--kind", "all|closed|maximal",
        "Which itemsets: all (the default), closed (no larger one has the same count) or maximal (no larger one is frequent).");
    private readonly Option<string> _maxConsequent = Opt.Text(
        "--max-consequent", "M", "Most items on the right side of a rule. Default: 1.");
    private readonly Option<string> _measures = Opt.Text(
        "--measures", "a,b,...|all", "The measures of a rule to write, by name. Default: support,confidence,lift.");
    private readonly Option<string> _maxItemsets = Opt.Text(
        "--max-itemsets", "N", "End the run with an error rather than find more itemsets than this. Default: 50000000.");
    private readonly Option<string> _maxRules = Opt.Text(
        "--max-rules", "N", "End the run with an error rather than find more rules than this. Default: 10000000.");
    private readonly OtherRuleOptions _other = new();
    private readonly RuleSelectionOptions _selection = new();
    private readonly MiningSettings _mining = MiningSettings.ForRules();
    private readonly PurchaseInputOptions _reading = new();
    private readonly ResultOptions _result = ResultOptions.ForRules();
    private readonly PageOptions _page = new();

    public MineVerb()
        : base("mine", "Find what is bought together: association rules, or frequent itemsets.") => AddOptions();

    public override string Usage => "--input FILE (--min-support X | --top K | --negative) [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("Input", [_input, _reading.Format, _mining.Unit]),
        new(
            "What is searched",
            [
                _mining.MinSupport, _mining.MinConfidence, _mining.MinLift, _mining.MaxLength, _maxConsequent,
                _other.Directed, _other.Negative, _itemsets, _countsByLength, _kind, _maxItemsets, _maxRules, _mining.Threads,
            ]),
        _selection.Group,
        new("Result", [_measures, .. _result.Group.Options]),
        _page.Group,
        _reading.Group,
        Common.Group,
    ];

    public override string Notes =>
        $"""
        Columns written:
          rules               antecedent,consequent,n11,n10,n01,n00 and the measures
          --directed          {string.Join(',', OtherRules.DirectedColumns)}
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
        Func<string, string> nameOf = request.Page?.LoadNames(host) ?? (id => id);
        var loader = new BasketLoader(request, reporter, host.Cancellation);
        Baskets baskets = await loader.LoadAsync(input).ConfigureAwait(false);
        var run = new MineRun(request, baskets, outputs, nameOf, reporter, host.Cancellation);
        string summary = await run.RunAsync().ConfigureAwait(false);
        outputs.Commit();
        reporter.Summarize($"{summary}");
    }

    /// <summary>What the options mean together.</summary>
    private void Check(OptionReader options, MineRequest request)
    {
        MineConflicts.RefuseBoth(options, _itemsets, _countsByLength, "one writes the itemsets, the other only their number");
        MineConflicts.RefuseBoth(options, _countsByLength, _maxItemsets, "itemsets that are only counted take no memory, so their number has no limit");
        MineConflicts.RefuseRuleOptions(
            options, request.What, [_mining.MinConfidence, _mining.MinLift, _maxConsequent, _maxRules, _measures, .. _selection.Group.Options, .. _page.Group.Options]);
        RefuseBesideOthers(options);
        if (request.What != MineResult.Negative && request.MinSupport is null && (request.Selection.Top is null || request.Selection.ChoosesLate))
        {
            throw new UsageException(request.Selection.Top is null
                ? "--min-support is missing; only --top does without it."
                : "--min-support is missing; --top does without it, but not together with --no-redundant or --significant, which look at all rules.");
        }

        if (request.Selection.Alpha is not null && request.WritesResult && request.OutputFormat is RecordFormat.Json or RecordFormat.Pmml)
        {
            throw new UsageException("--significant adds the column pAdjusted, which json and pmml do not have; choose csv or jsonl.");
        }

        if (request.What == MineResult.Rules && request.Kind != ItemsetKind.All)
        {
            throw new UsageException("--kind belongs to --itemsets or --counts-by-length; rules are made from all itemsets.");
        }

        if (request.What == MineResult.Rules && request.MaxLength < 2)
        {
            throw new UsageException("--max-length is '1'; a rule has two items at least, one on each side.");
        }

        bool document = request.OutputFormat is RecordFormat.Json or RecordFormat.Pmml;
        if (request.What != MineResult.Rules && document)
        {
            string what = request.What is MineResult.Directed or MineResult.Negative ? "rules of what goes together" : "rules, not itemsets";
            throw new UsageException($"{_result.FormatOption.Name} json and pmml hold {what}; choose csv or jsonl.");
        }

        if (request.OutputFormat == RecordFormat.Pmml && options.IsGiven(_measures) && request.Page is null)
        {
            throw new UsageException("--measures says nothing of PMML, which has support, confidence and lift and no others; leave it out.");
        }

        if (!request.WritesResult && options.IsGiven(_result.FormatOption))
        {
            throw new UsageException($"{_result.FormatOption.Name} belongs to --output, which is missing: --html alone writes only the page.");
        }

        if (request.Format == InputFormat.Fimi && request.CsvOnly.Count > 0)
        {
            throw new UsageException($"{request.CsvOnly[0]} says how CSV is read; leave it out with --format fimi.");
        }
    }

    /// <summary>Kinds of rules that know few of the other options.</summary>
    private void RefuseBesideOthers(OptionReader options)
    {
        Option[] neither = [_itemsets, _countsByLength, _kind, _maxItemsets, _mining.MaxLength, _maxConsequent, _measures, .. _page.Group.Options];
        MineConflicts.RefuseBoth(options, _other.Directed, _other.Negative, "each is a kind of rules of its own");
        MineConflicts.RefuseBeside(options, _other.Directed, [.. neither, _mining.Unit, .. _selection.Group.Options]);
        MineConflicts.RefuseBeside(
            options,
            _other.Negative,
            [.. neither, _mining.MinSupport, _mining.MinConfidence, _mining.MinLift, .. _selection.Group.Options.Except(_selection.Significance)]);
    }

    private MineRequest Read(OptionReader options) => new()
    {
        Input = options.RequiredFile(_input),
        Format = _reading.ReadFormat(options),
        Unit = _mining.ReadUnit(options),
        Reading = _reading.Read(options),
        CsvOnly = _reading.CsvOnly(options),
        Selection = _selection.Read(options),
        MinSupport = options.Support(_mining.MinSupport),
        MinConfidence = options.Share(_mining.MinConfidence),
        MinLift = options.NotNegative(_mining.MinLift),
        MaxLength = options.Whole(_mining.MaxLength, 1),
        MaxConsequent = options.Whole(_maxConsequent, 1),
        MaxRules = options.Whole(_maxRules, 1),
        MaxItemsets = options.Whole(_maxItemsets, 1, long.MaxValue),
        Threads = options.Whole(_mining.Threads, 1),
        Window = _other.Window(options),
        What = _other.Kind(options) is { } other ? other : options.Flag(_countsByLength) ? MineResult.CountsByLength : options.Flag(_itemsets) ? MineResult.Itemsets : MineResult.Rules,
        Kind = options.Choice(_kind, ("all", ItemsetKind.All), ("closed", ItemsetKind.Closed), ("maximal", ItemsetKind.Maximal))
            ?? ItemsetKind.All,
        Measures = MeasureNames.Parse(options.Text(_measures)),
        Output = _result.Path(options),
        Page = _page.Read(options, _reading.Read(options)),
        OutputFormat = _result.Format(options),
    };
}
