using System.CommandLine;
using System.Globalization;
using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary><c>crosssell propensity train</c>: learns from customers whose answer is known, and writes the model to a file.</summary>
internal sealed class PropensityTrainVerb : VerbCommand
{
    private readonly Option<string> _table = Opt.Text("--table", "FILE", "The customers and their answers, as CSV; - is standard input.", required: true);
    private readonly Option<string> _output = Opt.Output(
        "--output", "Where the model goes, as JSON; it appears whole or not at all. It holds no customers.", required: true);
    private readonly Option<string> _report = Opt.Output("--report", "Where it goes how far each column moves the customers, as CSV; - is standard output.");
    private readonly TableInputOptions _reading = new();
    private readonly LearningOptions _learning = new();

    public PropensityTrainVerb()
        : base("train", "Learn from customers whose answer is known how probable a purchase is.") => AddOptions();

    public override string Path => $"{PropensityVerbs.Group} {Name}";

    public override string Usage => "--table FILE --label COLUMN --output FILE [options]";

    public override IReadOnlyList<OptionGroup> Groups =>
    [
        new("Files", [_table, _output, _report]),
        new("What is learned", [.. _reading.LabelOptions, .. _reading.FeatureOptions, .. _learning.Options]),
        _reading.Group,
        Common.Group,
    ];

    public override string Notes =>
        """
        Every column without a role is a feature. Bins, rare levels, pairs of columns that say more together, and
        how strongly each part is held are found by validation: by time with --date-column, else by parts.
        With --trainer trees the depth and the number of trees are.
        --report has column,with,meanAbsoluteContribution,protected; with names the second of a pair. Of trees it
        has column,gainShare,questions,protected: the share of what all questions won that those about it won.
        The probabilities are calibrated on customers that were held out. --verbose tells what was chosen.

        Examples:
          crosssell propensity train --table campaign.csv --label answered --output who.json
          crosssell propensity train --table campaign.csv --label answered --trainer trees --output who.json
          crosssell propensity train --table bank.csv --label y --ignore duration --protected age --output bank.json
          crosssell propensity score --model who.json --table customers.csv --output probabilities.csv
        """;

    public override async Task RunAsync(OptionReader options, ToolHost host)
    {
        string table = options.RequiredFile(_table);
        string path = options.RequiredFile(_output);
        if (path == "-")
        {
            throw new UsageException("--output is -; a model goes to a file.");
        }

        _reading.Check(options);
        _learning.Check(options);
        var reporter = new Reporter(host, options, Common);
        var loader = new CustomerLoader(options, _reading, reporter);
        using InputFile input = loader.Open(table, host);
        using var outputs = new OutputSet(host);
        OutputTarget output = outputs.Add(_output.Name, path);
        OutputTarget? report = options.Text(_report) is { } reportPath ? outputs.Add(_report.Name, reportPath) : null;
        LabeledCustomers customers = await loader.LoadLabeledAsync(input).ConfigureAwait(false);
        Learner learner = _learning.Read(options, customers.Table, input, column => _reading.ColumnName(options, input, column));
        IExplainablePropensityModel model = await TrainAsync(customers, input, learner, reporter, host.Cancellation).ConfigureAwait(false);
        output.Sink.Write(model.ToBytes());
        if (report is not null)
        {
            GroupRowsWriter.WriteImportance(report.Sink, model);
        }

        outputs.Commit();
        reporter.Summarize($"{Told(customers, model)}");
    }

    /// <summary>Trains, and tells what was chosen.</summary>
    public static async Task<IExplainablePropensityModel> TrainAsync(
        LabeledCustomers customers, InputFile input, Learner learner, Reporter reporter, CancellationToken cancellation)
    {
        Stage stage = reporter.Begin("learning", "customers");
        await using (stage.ConfigureAwait(false))
        {
            IExplainablePropensityModel model = PropensityVerbs.Naming(input, () => learner(customers, cancellation));
            foreach (string choice in model.Choices)
            {
                reporter.Detail($"{choice}");
            }

            return model;
        }
    }

    /// <summary>What was learned from, and what to expect of it.</summary>
    public static string Told(LabeledCustomers customers, IExplainablePropensityModel model)
    {
        double rate = customers.BaseRate!.Value;
        double alone = -((rate * Math.Log(rate)) + ((1 - rate) * Math.Log(1 - rate)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Reporter.Count(customers.Count, "customer")}, {Reporter.Count(customers.Positives, "buyer")} ({100 * rate:0.0#} %), {Reporter.Count(model.Columns.Count, "column")}, {More(model)}: log loss {model.ValidationLogLoss:0.0000} on customers held out, {alone:0.0000} by the base rate alone,");
    }

    private static string More(IExplainablePropensityModel model) => model switch
    {
        LogisticPropensityModel logistic => $"{Reporter.Count(logistic.Crosses.Count, "pair")} of columns",
        BoostedTreesPropensityModel trees => $"{Reporter.Count(trees.Trees, "tree")} of up to {Reporter.Count(trees.Depth, "question")}",
        _ => model.GetType().Name,
    };
}
