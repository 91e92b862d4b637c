using System.CommandLine;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary><c>crosssell evaluate</c>: learns rankings from what was known, and judges them by what customers then bought.</summary>
internal sealed class EvaluateVerb : VerbCommand
{
    private const int DefaultTop = 10;

    private readonly RankingInputOptions _input = new();
    private readonly Option<string> _models = Opt.Text("--models", "NAMES", "What is judged, by names with commas between them. Default: all that the files suffice for.");
    private readonly Option<string> _top = Opt.Text("--top", "N", $"How many products are recommended to each customer. Default: {DefaultTop}.");
    private readonly Option<string> _draws = Opt.Text("--draws", "N", "How often the customers are drawn again for intervals and p values, 100 or more. Default: 1000.");
    private readonly Option<string> _seed = Opt.Text("--seed", "S", "Decides these draws, a whole number. Default: 1.");
    private readonly Option<string> _levelTwo = LevelTwoOption.Create();
    private readonly Option<string> _threads = Opt.Text("--threads", "N", "Most threads that work; the result is the same for any number. Default: one a core.");
    private readonly Option<string> _recommendations = Opt.Output(
        "--recommendations", "Where the lists of the last model of the table go, for the customers who bought something new: CSV, or JSON lines when FILE ends with .jsonl or .ndjson.");
    private readonly ResultOptions _result = ResultOptions.ForTable();

    public EvaluateVerb()
        : base("evaluate", "Judge rankings of products by what customers bought later.") => AddOptions();

    public override string Usage => "(--train FILE --target FILE | --purchases FILE --cutoff T) [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        .. _input.Groups,
        new("What is asked", [_models, _levelTwo, _top, _draws, _seed, _threads]),
        new("Result", [.. _result.Group.Options, _recommendations]),
        .. _input.ReadingGroups,
        Common.Group,
    ];

    public override string Notes =>
        $"""
        Models: {string.Join(", ", RankingModel.All.Select(model => model.Name).Take(8))},
          {string.Join(", ", RankingModel.All.Select(model => model.Name).Skip(8))}; {string.Join(" and ", RankingModel.All.Select(model => model.Group).OfType<string>().Distinct(StringComparer.Ordinal))} stand for all of their kind.

        To each customer who then bought something for the first time, the N products are recommended that score
        highest among those that somebody had bought and he had not; of equal scores the id that is first.
        Columns written, a row a model, means over these customers:
          recall, precision    the share of what he bought that is in the list; of the list that he bought
          hit_rate, mrr        whether one of it is in the list; 1 / the rank of the first, else 0
          ndcg                 hits, each over log2(rank + 1), against the best list of N; with a 95 % interval
          map                  the mean over what he bought of the precision down to it, against the best list
          coverage             the share of all products that stand in some list
          novelty, diversity   how rare what is recommended is, in bits; how seldom two of a list have one buyer
          popularity           the share of customers who had bought what is recommended; popularity_lift: how
                               much more than what the same customers had bought themselves
          revenue_recall       recall by revenue, or by margin where --products has all margins
          ndcg_to_best         ndcg less that of the best model; p_value: the chance of so much by chance
        --recommendations has the columns user,rank,item,score.

        Examples:
          crosssell evaluate --train known.csv --target later.csv --models rules,knn,ease --output table.csv
          crosssell evaluate --purchases purchases.csv --cutoff 2024-10-01 --horizon 60 --recommendations lists.csv
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        _input.Check(options);
        string? names = options.Text(_models);
        RankingModel.CheckNames(names);
        _input.CheckEffect(options, names is null || RankingModel.Named(names, "hybrid"));
        var settings = new RankingOptions
        {
            Top = options.Whole(_top, 1) ?? DefaultTop,
            Draws = options.Whole(_draws, 100) ?? 1000,
            Seed = unchecked((ulong)(options.Whole(_seed, long.MinValue, long.MaxValue) ?? 1)),
            MaxThreads = options.Whole(_threads, 1),
        };
        string? path = _result.Path(options);
        string? listPath = options.Text(_recommendations) is null ? null : options.RequiredFile(_recommendations);
        RecordFormat listFormat = listPath is null ? RecordFormat.Csv : ListFormat(options, listPath);
        var reporter = new Reporter(host, options, Common);
        reporter.ResultGoesTo(path);
        using var outputs = new OutputSet(host);
        OutputTarget output = outputs.Add(_result.OutputOption.Name, path ?? "-");
        OutputTarget? lists = listPath is null ? null : outputs.Add(_recommendations.Name, listPath);
        HybridLevelTwo levelTwo = LevelTwoOption.Read(options, _levelTwo);
        RankingInput input = (await _input.LoadAsync(options, settings.MaxThreads, reporter, host).ConfigureAwait(false)) with { LevelTwo = levelTwo, Tell = note => reporter.Detail($"{note}") };
        IReadOnlyList<RankingModel> models = RankingModel.Choose(names, input);
        foreach (RankingModel left in RankingModel.All.Where(model => !models.Contains(model) && names is null))
        {
            reporter.Detail($"{left.Name} is left out; it needs {left.Lacks!(input)}");
        }

        var judge = new RankingJudge(input, settings, reporter, host.Cancellation);
        RankingReport[] reports = [.. models.Select(judge.Judge)];
        var table = RankingTable.Of(reports, settings);
        RankingReport best = table.Best.Report;
        RankingRows.Write(_result.Format(options), output.Sink, table);
        if (lists is not null)
        {
            RankingRows.WriteLists(RecordWriter.Create(listFormat, lists.Sink, RankingRows.ListColumns), judge.LastLists!, input.Split.Known);
        }

        outputs.Commit();
        reporter.Summarize($"{Reporter.Count(reports.Length, "model")} judged by {Reporter.Count(best.Customers, "customer")} who bought {Reporter.Count(best.Targets, "new product")}; the best is {best.Model}, NDCG@{best.Top} {best.Ndcg:0.0000}");
    }

    // One array of hundreds of thousands of objects, or a table to read, is of no use for lists.
    private RecordFormat ListFormat(OptionReader options, string path)
    {
        RecordFormat asked = _result.Format(options, path);
        RecordFormat format = asked is RecordFormat.Csv or RecordFormat.JsonLines ? asked : _result.FormatOf(path);
        return format is RecordFormat.Csv or RecordFormat.JsonLines
            ? format
            : throw new UsageException($"--recommendations is '{path}'; lists are written as CSV, or with the ending .jsonl or .ndjson as one JSON object a line.");
    }
}
