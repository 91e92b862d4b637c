using System.CommandLine;
using System.Globalization;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary><c>crosssell propensity score</c>: each customer's probability, and on request why.</summary>
internal sealed class PropensityScoreVerb : VerbCommand
{
    private readonly Option<string> _model = Opt.Text("--model", "FILE", "The model that 'crosssell propensity train' wrote.", required: true);
    private readonly Option<string> _table = Opt.Text("--table", "FILE", "The customers, as CSV, with the columns of the training; - is standard input.", required: true);
    private readonly Option<bool> _explain = Opt.Flag("--explain", "Write beside the probability what each column adds to the logit.");
    private readonly Option<bool> _reasons = Opt.Flag("--reasons", "Write beside the probability what speaks for the purchase, in words; protected columns are never named.");
    private readonly Option<string> _language = Opt.Text("--language", "en|de", "The language of reasons. Default: en.");
    private readonly Option<string[]> _segments = Opt.Texts(
        "--segment-column", "COLUMN", "A column of the table by which the customers are put into groups, for --segment-output. May be repeated.");

    private readonly Option<string> _segmentOutput = Opt.Output("--segment-output", "Where the mean probability of each group goes, with its range and the buyers to expect, as CSV.");
    private readonly TableInputOptions _reading = new();
    private readonly ResultOptions _result = ResultOptions.ForRows();

    public PropensityScoreVerb()
        : base("score", "Give each customer's probability, and on request why.") => AddOptions();

    public override string Path => $"{PropensityVerbs.Group} {Name}";

    public override string Usage => "--model FILE --table FILE [--explain] [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("What is asked", [_model, _table, _explain, _reasons, _language, _segments]),
        new("Result", [.. _result.Group.Options, _segmentOutput]),
        _reading.Group,
        Common.Group,
    ];

    public override string Notes =>
        """
        Columns written: row,probability, or with --key-column key,probability; rows are counted from 0.
        --reasons adds reason.
        --explain adds logit,base and a column for each column and pair of columns of the model: base and these
        add up to logit, from which the calibration makes the probability.
        --segment-output has segmentColumn,segment,customers,meanProbability,lower,upper,buyers,buyersLower,buyersUpper.
        Customers who are spread unlike those of the training are warned of: PSI above 0.25; above 0.1 is noted.
        A model of trees keeps no counts of its training, and warns of none.
        Columns that the model does not know are passed over. A level that the training did not have counts as any
        other rare one; how many customers have such is said on standard error.

        Examples:
          crosssell propensity score --model who.json --table customers.csv --key-column id --output who.csv
          crosssell propensity score --model who.json --table customers.csv --explain --output-format jsonl
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        string modelPath = options.RequiredFile(_model);
        string table = options.RequiredFile(_table);
        _reading.Check(options);
        RecordFormat format = _result.Format(options);
        string? outputPath = _result.Path(options);
        CultureInfo language = (options.Choice(_language, ("en", false), ("de", true)) ?? false) ? CultureInfo.GetCultureInfo("de") : CultureInfo.InvariantCulture;
        MineConflicts.RefuseLonely(options, _language, _reasons);
        MineConflicts.RefuseLonely(options, _segments, _segmentOutput);
        MineConflicts.RefuseLonely(options, _segmentOutput, _segments);
        string[] segments = [.. options.Texts(_segments).Distinct(StringComparer.Ordinal)];
        var reporter = new Reporter(host, options, Common);
        reporter.ResultGoesTo(outputPath);
        IExplainablePropensityModel model = PropensityModelLoader.Load(modelPath);
        var loader = new CustomerLoader(options, _reading, reporter);
        using InputFile input = loader.Open(table, host);
        using var outputs = new OutputSet(host);
        OutputTarget output = outputs.Add("--output", outputPath ?? "-");
        OutputTarget? segmentOutput = segments.Length == 0 ? null : outputs.Add(_segmentOutput.Name, options.RequiredFile(_segmentOutput));
        CustomerTable customers = await loader.LoadAsync(input, model, segments).ConfigureAwait(false);
        ScoreRows.RequireDates(model, customers, input);
        double[] probabilities = model.Predict(customers);
        ScoreRows.Write(format, output.Sink, customers, probabilities, options.Flag(_explain) ? model : null, options.Flag(_reasons) ? (model, language) : null);
        if (segmentOutput is not null)
        {
            GroupRowsWriter.WriteSegments(segmentOutput.Sink, customers, probabilities, segments);
        }

        outputs.Commit();
        ScoreRows.WarnOfUnknownLevels(reporter, model, customers);
        if (model is LogisticPropensityModel logistic)
        {
            DriftWarnings.Tell(reporter, logistic, customers);
        }
        else
        {
            reporter.Detail($"the model is of trees, which keep no counts of their training; drift is not looked for");
        }

        reporter.Summarize($"{Reporter.Count(customers.Count, "customer")}, mean probability {probabilities.Average():0.0000},");
    }
}
