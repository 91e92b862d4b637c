using System.CommandLine;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary><c>crosssell propensity evaluate</c>: learns from one table and judges on another.</summary>
internal sealed class PropensityEvaluateVerb : VerbCommand
{
    private readonly Option<string> _train = Opt.Text("--train", "FILE", "The customers to learn from, as CSV.", required: true);
    private readonly Option<string> _test = Opt.Text("--test", "FILE", "The customers to judge by, with the same columns and their answers.", required: true);
    private readonly Option<string[]> _top = Opt.Texts(
        "--top", "N", "Say how many buyers are among the N customers with the highest probabilities. May be repeated. Default: a tenth and a fifth of them.");
    private readonly Option<string> _draws = Opt.Text("--draws", "N", "How often the customers are drawn again for the intervals, 100 or more. Default: 500.");
    private readonly Option<string> _seed = Opt.Text("--seed", "S", "Decides these draws, a whole number. Default: 1.");
    private readonly Option<string> _scores = Opt.Output("--score-output", "Where the probabilities of the test go, as CSV: row (from 0) or key, probability.");
    private readonly Option<string> _gains = Opt.Output("--gain-output", "Where the gains table by decile goes, as CSV.");
    private readonly Option<string> _calibrations = Opt.Output("--calibration-output", "Where the calibration curve goes, as CSV.");
    private readonly Option<string> _audits = Opt.Output("--audit-output", "Where it goes how each group of each protected column is treated, as CSV; with --protected.");
    private readonly Option<string> _contacted = Opt.Text("--contacted", "SHARE", "The share of customers that would be contacted, for --audit-output. Default: 0.1.");
    private readonly TableInputOptions _reading = new();
    private readonly LearningOptions _learning = new();
    private readonly ResultOptions _result = ResultOptions.ForRows();

    public PropensityEvaluateVerb()
        : base("evaluate", "Learn from one table of customers and judge the probabilities on another.") => AddOptions();

    public override string Path => $"{PropensityVerbs.Group} {Name}";

    public override string Usage => "--train FILE --test FILE --label COLUMN [--score-output FILE] [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("What is asked", [_train, _test, _top, _draws, _seed, _contacted]),
        new("What is learned", [.. _reading.LabelOptions, .. _reading.FeatureOptions, .. _learning.Options]),
        new("Result", [.. _result.Group.Options, _scores, _gains, _calibrations, _audits]),
        _reading.Group,
        Common.Group,
    ];

    public override string Notes =>
        """
        Columns written: measure,value,lower,upper; lower and upper are a 95 % interval, found by drawing the
        customers of the test again.
          AUC             the chance that a buyer ranks above another customer
          PR-AUC          the area under precision against recall, as average precision
          log loss        the mean of -ln(probability of what happened)
          Brier           the mean squared distance = reliability - resolution + uncertainty + within bins
          ECE             the mean distance of observed from predicted over ten bins
          lift@10%        how many times as many buyers the best tenth holds as customers at random
          top 800         how many buyers are among the 800 customers with the highest probabilities

        Further files:
          --gain-output         decile,customers,buyers,meanProbability,observedRate,cumulativeBuyers,gain,lift
          --calibration-output  customers,meanProbability,observedRate
          --audit-output        groupColumn,group,customers,meanProbability,observedRate,auc,selectedShare,
                                selectionRatio: the least share of a group that is contacted over the greatest

        Examples:
          crosssell propensity evaluate --train 2023.csv --test 2024.csv --label answered
          crosssell propensity evaluate --train a.csv --test b.csv --label y --top 800 --score-output who.csv
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        string train = options.RequiredFile(_train);
        string test = options.RequiredFile(_test);
        MineConflicts.RefuseTwoPipes((_train.Name, train), (_test.Name, test));
        _reading.Check(options);
        _learning.Check(options);
        int draws = options.Whole(_draws, 100) ?? 500;
        ulong seed = unchecked((ulong)(options.Whole(_seed, long.MinValue, long.MaxValue) ?? 1));
        int[] tops = [.. options.Wholes(_top, 1)];
        RecordFormat format = _result.Format(options);
        string? scores = options.Text(_scores);
        double contacted = (double)(options.Share(_contacted) ?? 0.1m);
        if (contacted <= 0)
        {
            throw new UsageException($"{_contacted.Name} is '{options.Text(_contacted)}'; it must be a number above 0, up to 1.");
        }

        MineConflicts.RefuseLonely(options, _contacted, _audits);
        if (options.IsGiven(_audits) && !_reading.NamesProtected(options))
        {
            throw new UsageException("--audit-output belongs to --protected, which is missing.");
        }

        var reporter = new Reporter(host, options, Common);
        reporter.ResultGoesTo(_result.Path(options));
        var loader = new CustomerLoader(options, _reading, reporter);
        using InputFile trainInput = loader.Open(train, host);
        using InputFile testInput = loader.Open(test, host);
        using var outputs = new OutputSet(host);
        OutputTarget output = outputs.Add("--output", _result.Path(options) ?? "-");
        OutputTarget? scoreOutput = scores is null ? null : outputs.Add(_scores.Name, scores);
        OutputTarget? gains = options.Text(_gains) is { } gainPath ? outputs.Add(_gains.Name, gainPath) : null;
        OutputTarget? calibrations = options.Text(_calibrations) is { } curvePath ? outputs.Add(_calibrations.Name, curvePath) : null;
        OutputTarget? audits = options.Text(_audits) is { } auditPath ? outputs.Add(_audits.Name, auditPath) : null;
        LabeledCustomers customers = await loader.LoadLabeledAsync(trainInput).ConfigureAwait(false);
        Learner learner = _learning.Read(options, customers.Table, trainInput, column => _reading.ColumnName(options, trainInput, column));
        IExplainablePropensityModel model = await PropensityTrainVerb.TrainAsync(customers, trainInput, learner, reporter, host.Cancellation).ConfigureAwait(false);
        CustomerColumn[] guarded = audits is null ? [] : [.. customers.Table.Columns.Where(column => column.IsProtected)];
        LabeledCustomers judged = await loader.LoadJudgedAsync(testInput, model, guarded).ConfigureAwait(false);
        ScoreRows.RequireDates(model, judged.Table, testInput);
        double[] probabilities = model.Predict(judged.Table);
        MeasureRows.Write(format, output.Sink, judged, probabilities, tops, seed, draws);
        if (scoreOutput is not null)
        {
            ScoreRows.Write(RecordFormat.Csv, scoreOutput.Sink, judged.Table, probabilities, explain: null);
        }

        var report = PropensityReport.Of(probabilities, judged.Labels, judged.Weights);
        if (gains is not null)
        {
            GroupRowsWriter.WriteGains(gains.Sink, report);
        }

        if (calibrations is not null)
        {
            GroupRowsWriter.WriteCalibration(calibrations.Sink, report);
        }

        if (audits is not null)
        {
            GroupRowsWriter.WriteAudit(audits.Sink, judged, probabilities, guarded.Select(column => column.Name), contacted);
        }

        outputs.Commit();
        ScoreRows.WarnOfUnknownLevels(reporter, model, judged.Table);
        reporter.Summarize($"{PropensityTrainVerb.Told(customers, model)} judged by {Reporter.Count(judged.Count, "customer")}");
    }
}
