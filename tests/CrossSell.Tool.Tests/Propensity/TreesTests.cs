using System.Globalization;

namespace CrossSell.Tool.Tests.Propensity;

/// <summary>The second trainer behind the same verbs.</summary>
public sealed class TreesTests
{
    private static readonly string[] Trees = ["--label", "answered", "--key-column", "id", "--trainer", "trees"];

    [Fact]
    public async Task Training_then_scoring_gives_the_probabilities_of_evaluating()
    {
        using var folder = new TempFolder();
        string train = folder.Write("train.csv", Campaign.Csv(800, seed: 1));
        string test = folder.Write("test.csv", Campaign.Csv(500, seed: 2));

        ToolRun trained = (await ToolRun.Of(["propensity", "train", "--table", train, "--output", folder["m.json"], "--report", "-", .. Trees])).Succeeds();
        ToolRun scored = (await ToolRun.Of("propensity", "score", "--model", folder["m.json"], "--table", test, "--key-column", "id")).Succeeds();
        ToolRun judged = (await ToolRun.Of(["propensity", "evaluate", "--train", train, "--test", test, "--draws", "100", "--score-output", folder["s.csv"], .. Trees])).Succeeds();

        Assert.StartsWith("{\"format\":\"crosssell-propensity-trees\"", await File.ReadAllTextAsync(folder["m.json"]), StringComparison.Ordinal);
        Assert.Matches(@"4 columns, \d+ trees of up to \d questions?: log loss 0\.\d{4} on customers held out", trained.Error);
        string[][] report = Rows(trained.Output);
        Assert.Equal(["column", "gainShare", "questions", "protected"], report[0]);
        Assert.Equal(1, report.Skip(1).Sum(row => Number(row[1])), 1e-12);
        Assert.StartsWith("key,probability\nK00000,0.", scored.Output, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllTextAsync(folder["s.csv"]), scored.Output);
        Assert.InRange(Number(Rows(judged.Output).Single(row => row[0] == "AUC")[1]), 0.70, 0.85);
    }

    [Fact]
    public async Task Scores_are_explained_column_by_column_and_protected_columns_are_no_reasons()
    {
        using var folder = new TempFolder();
        string train = folder.Write("train.csv", Campaign.Csv(800, seed: 1));
        await ToolRun.Of(["propensity", "train", "--table", train, "--output", folder["m.json"], "--protected", "region", "--use-protected", .. Trees]);

        // The scored table does not say what is protected; the model does.
        ToolRun run = (await ToolRun.Of(
            "propensity", "score", "--model", folder["m.json"], "--table", train, "--key-column", "id", "--explain", "--reasons", "--verbose",
            "--segment-column", "region", "--segment-output", folder["seg.csv"])).Succeeds();

        string[][] rows = Rows(run.Output);
        Assert.Equal(["key", "probability", "reason", "logit", "base", "age", "contracts", "region", "renter"], rows[0]);
        Assert.Equal(801, rows.Length);
        Assert.All(rows.Skip(1), row => Assert.Equal(Number(row[3]), row[4..].Sum(Number), 1e-12));
        Assert.Contains(rows, row => row[2].StartsWith("because of contracts (", StringComparison.Ordinal));
        Assert.DoesNotContain(rows, row => row[2].Contains("region", StringComparison.Ordinal));
        Assert.Contains(rows.Skip(1), row => Math.Abs(Number(row[7])) > 0.3);
        Assert.Contains("drift is not looked for", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, (await File.ReadAllLinesAsync(folder["seg.csv"])).Length);
    }

    [Theory]
    [InlineData("--increasing", -1)]
    [InlineData("--decreasing", 1)]
    public async Task A_column_moves_the_probability_one_way_only(string option, int forbidden)
    {
        using var folder = new TempFolder();
        string train = folder.Write("train.csv", Campaign.Csv(800, seed: 1));
        string test = folder.Write("test.csv", "contracts,age,region,renter\n" + string.Concat(Enumerable.Range(0, 6).Select(contracts => $"{contracts},40,north,true\n")));
        await ToolRun.Of(["propensity", "train", "--table", train, "--output", folder["m.json"], option, "contracts", .. Trees]);

        double[] p = [.. Rows((await ToolRun.Of("propensity", "score", "--model", folder["m.json"], "--table", test)).Succeeds().Output).Skip(1).Select(row => Number(row[1]))];

        Assert.All(p.Zip(p.Skip(1)), pair => Assert.True(Math.Sign(pair.Second - pair.First) != forbidden));
        // The truth rises with contracts, so only the wrong direction leaves nothing of it.
        Assert.Equal(forbidden < 0, p[5] > p[0] + 0.1);
    }

    [Fact]
    public async Task Columns_without_names_are_given_by_number()
    {
        using var folder = new TempFolder();
        string rows = string.Join('\n', Campaign.Rows(300, seed: 5, yes: "1", no: "0").Select(row => row.Split(',')).Select(f => $"{f[1]},{f[3]},{f[3]},{f[5]}").Prepend("40,2,2,0")) + "\n";
        byte[] input = System.Text.Encoding.UTF8.GetBytes(rows);

        (await ToolRun.With(new ToolRunSettings { Input = input }, "propensity", "train", "--table", "-", "--label", "4", "--trainer", "trees", "--increasing", "2", "--output", folder["m.json"])).Succeeds();
        (await ToolRun.With(new ToolRunSettings { Input = input }, "propensity", "train", "--table", "-", "--label", "4", "--trainer", "trees", "--increasing", "4", "--output", folder["n.json"]))
            .Fails(ExitCode.Failure, "--increasing names column 'V4', which is no feature; expected one of 'V1', 'V2', 'V3'");

        Assert.Equal(["m.json"], folder.Files());
    }

    [Theory]
    [InlineData("--increasing", "gone", "--increasing names column 'gone', which is no feature; expected one of 'age', 'region'")]
    [InlineData("--increasing", "answered", "'answered', which is no feature")]
    [InlineData("--decreasing", "region", "--decreasing names column 'region', which is categorical")]
    [InlineData("--increasing", "age", "'age', which is protected and, without --use-protected, not learned from")]
    public async Task A_direction_that_cannot_be_kept_is_told_with_the_file(string option, string column, string expected)
    {
        using var folder = new TempFolder();
        string train = folder.Write("train.csv", Campaign.Csv(100, seed: 1));

        (await ToolRun.Of(["propensity", "train", "--table", train, "--output", folder["m.json"], "--protected", "age", option, column, .. Trees])).Fails(ExitCode.Failure, train, expected);
        Assert.Equal(["train.csv"], folder.Files());
    }

    [Theory]
    [InlineData("trees", "--calibration", "curve")]
    [InlineData("trees", "--base-rate", "0.1")]
    [InlineData("trees", "--sampled-buyers", "0.1")]
    [InlineData("trees", "--sampled-others", "0.1")]
    [InlineData("logistic", "--increasing", "age")]
    [InlineData("logistic", "--decreasing", "age")]
    public async Task An_option_that_the_trainer_does_not_know_is_refused(string trainer, string option, string value)
    {
        string other = trainer == "trees" ? "logistic" : "trees";
        string[] common = ["--label", "y", "--trainer", trainer, option, value];
        (await ToolRun.Of(["propensity", "train", "--table", "x.csv", "--output", "m.json", .. common])).Fails(ExitCode.Usage, $"{option} belongs to --trainer {other}, and the trainer is {trainer}");
        (await ToolRun.Of(["propensity", "evaluate", "--train", "x.csv", "--test", "y.csv", .. common])).Fails(ExitCode.Usage, $"{option} belongs to --trainer {other}");
    }

    [Fact]
    public async Task A_trainer_or_a_direction_that_there_is_not_is_a_wrong_command_line()
    {
        string[] common = ["propensity", "train", "--table", "x.csv", "--label", "y", "--output", "m.json"];
        (await ToolRun.Of([.. common, "--trainer", "forest"])).Fails(ExitCode.Usage, "--trainer is 'forest'; it must be logistic or trees.");
        (await ToolRun.Of([.. common, "--increasing", "age"])).Fails(ExitCode.Usage, "say --trainer trees");
        (await ToolRun.Of([.. common, "--trainer", "trees", "--increasing", "a", "b", "--decreasing", "b"])).Fails(ExitCode.Usage, "--increasing and --decreasing both name 'b'");
        (await ToolRun.Of([.. common, "--trainer", "trees", "--folds", "1"])).Fails(ExitCode.Usage, "--folds is '1'");
    }

    private static string[][] Rows(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
