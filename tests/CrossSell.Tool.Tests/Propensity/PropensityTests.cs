using System.Globalization;

namespace CrossSell.Tool.Tests.Propensity;

public sealed class PropensityTests
{
    [Fact]
    public async Task Training_then_scoring_gives_the_probabilities_of_evaluating()
    {
        using var folder = new TempFolder();
        string train = folder.Write("train.csv", Campaign.Csv(800, seed: 1));
        string test = folder.Write("test.csv", Campaign.Csv(500, seed: 2));

        ToolRun trained = (await ToolRun.Of("propensity", "train", "--table", train, "--label", "answered", "--key-column", "id", "--output", folder["m.json"])).Succeeds();
        ToolRun scored = (await ToolRun.Of("propensity", "score", "--model", folder["m.json"], "--table", test, "--key-column", "id")).Succeeds();
        ToolRun judged = (await ToolRun.Of("propensity", "evaluate", "--train", train, "--test", test, "--label", "answered", "--key-column", "id", "--score-output", folder["s.csv"])).Succeeds();

        Assert.Contains("800 customers, 3", trained.Error, StringComparison.Ordinal);
        Assert.Equal("", trained.Output);
        Assert.StartsWith("key,probability\nK00000,0.", scored.Output, StringComparison.Ordinal);
        Assert.Equal(501, scored.Output.Count(c => c == '\n'));
        Assert.Equal(await File.ReadAllTextAsync(folder["s.csv"]), scored.Output);
        Dictionary<string, double> measures = Measures(judged.Output);
        Assert.InRange(measures["AUC"], 0.70, 0.85);
        Assert.InRange(measures["log loss"], 0, measures["log loss of the base rate"] - 0.03);
        Assert.Equal(measures["Brier"], measures["Brier reliability"] - measures["Brier resolution"] + measures["Brier uncertainty"] + measures["Brier within bins"], 1e-12);
        Assert.Contains("top 50", measures.Keys);
        Assert.Contains("top 100", measures.Keys);
    }

    [Fact]
    public async Task Rows_without_keys_are_counted_from_0_and_each_measure_has_its_interval()
    {
        using var folder = new TempFolder();
        string train = folder.Write("train.csv", Campaign.Csv(400, seed: 3, delimiter: ';'));

        ToolRun run = (await ToolRun.Of(
            "propensity", "evaluate", "--train", train, "--test", train, "--label", "answered", "--ignore", "id", "--score-output", folder["s.csv"], "--top", "30", "40", "--draws", "100")).Succeeds();

        string[] scores = await File.ReadAllLinesAsync(folder["s.csv"]);
        Assert.Equal(("row,probability", 401), (scores[0], scores.Length));
        Assert.StartsWith("0,", scores[1], StringComparison.Ordinal);
        Assert.StartsWith("399,", scores[400], StringComparison.Ordinal);
        string[][] rows = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))];
        Assert.Equal(["measure", "value", "lower", "upper"], rows[0]);
        Assert.Equal(["top 30", "top 40"], rows.Skip(1).Select(row => row[0]).Where(name => name.StartsWith("top", StringComparison.Ordinal)));
        Assert.All(rows.Skip(1), row => Assert.InRange(double.Parse(row[1], CultureInfo.InvariantCulture), double.Parse(row[2], CultureInfo.InvariantCulture) - 0.02, double.Parse(row[3], CultureInfo.InvariantCulture) + 0.02));
    }

    [Fact]
    public async Task Tables_without_a_header_are_known_by_their_first_line()
    {
        using var folder = new TempFolder();
        string[] rows = [.. Campaign.Rows(300, seed: 5, yes: "1", no: "0").Select(row => row.Split(',')).Select(f => $"{f[1]}\t{f[3]}\t{f[3]}\t{f[5]}")];
        string table = folder.Write("rows.txt", string.Join('\n', rows.Prepend("40\t2\t2\t0")) + "\n");

        foreach (string label in (string[])["4", "V4"])
        {
            ToolRun run = (await ToolRun.Of("propensity", "train", "--table", table, "--label", label, "--output", folder["m.json"], "--verbose")).Succeeds();
            Assert.Contains("301 customers", run.Error, StringComparison.Ordinal);
            Assert.Contains("so it is a row", run.Error, StringComparison.Ordinal);
        }

        // The same rows, packed, and read from standard input.
        byte[] packed = Packed(await File.ReadAllBytesAsync(table));
        ToolRun piped = (await ToolRun.With(new ToolRunSettings { Input = packed }, "propensity", "train", "--table", "-", "--label", "4", "--output", folder["n.json"])).Succeeds();
        Assert.Contains("301 customers", piped.Error, StringComparison.Ordinal);
        Assert.Equal(await File.ReadAllBytesAsync(folder["m.json"]), await File.ReadAllBytesAsync(folder["n.json"]));
    }

    [Fact]
    public async Task Explained_scores_add_up()
    {
        using var folder = new TempFolder();
        string train = folder.Write("train.csv", Campaign.Csv(500, seed: 7));
        await ToolRun.Of("propensity", "train", "--table", train, "--label", "answered", "--key-column", "id", "--protected", "age", "--output", folder["m.json"]);

        ToolRun run = (await ToolRun.Of("propensity", "score", "--model", folder["m.json"], "--table", train, "--explain")).Succeeds();

        string[] header = run.Output.Split('\n')[0].Split(',');
        Assert.Equal(["row", "probability", "logit", "base", "contracts", "region", "renter"], header);
        double[] first = [.. run.Output.Split('\n')[1].Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
        Assert.Equal(first[2], first[3..].Sum(), 1e-12);
    }

    [Fact]
    public async Task Levels_that_the_training_did_not_have_are_scored_and_counted()
    {
        using var folder = new TempFolder();
        await ToolRun.Of("propensity", "train", "--table", folder.Write("train.csv", Campaign.Csv(500, seed: 7)), "--label", "answered", "--key-column", "id", "--output", folder["m.json"]);
        string test = folder.Write("new.csv", "contracts,renter,region,age,extra\n1,true,atlantis,30,whatever\n2,,north,,3\n1,false,lemuria,20,\n");

        ToolRun run = (await ToolRun.Of("propensity", "score", "--model", folder["m.json"], "--table", test)).Succeeds();

        Assert.Contains("warning: column 'region': 2 customers of 3 have a level that the training did not have", run.Error, StringComparison.Ordinal);
        Assert.Equal(4, run.Output.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Another_word_for_yes_is_taken_and_jsonl_is_written()
    {
        using var folder = new TempFolder();
        string train = folder.Write("train.csv", Campaign.Csv(300, seed: 9, yes: ">50K", no: "<=50K"));

        ToolRun run = (await ToolRun.Of("propensity", "evaluate", "--train", train, "--test", train, "--label", "answered", "--positive", ">50K", "--ignore", "id", "--draws", "100", "--output-format", "jsonl")).Succeeds();

        Assert.StartsWith("{\"measure\":\"AUC\",\"value\":0.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_are_written_beside_the_measures()
    {
        using var folder = new TempFolder();
        string train = folder.Write("train.csv", Campaign.Csv(600, seed: 1));
        string test = folder.Write("test.csv", Campaign.Csv(500, seed: 2));

        (await ToolRun.Of(
            "propensity", "evaluate", "--train", train, "--test", test, "--label", "answered", "--key-column", "id", "--protected", "age", "--draws", "100", "--output", folder["e.csv"],
            "--gain-output", folder["g.csv"], "--calibration-output", folder["c.csv"], "--audit-output", folder["a.csv"], "--contacted", "0.2", "--calibration", "platt")).Succeeds();

        string[] gains = await File.ReadAllLinesAsync(folder["g.csv"]);
        Assert.Equal(("decile,customers,buyers,meanProbability,observedRate,cumulativeBuyers,gain,lift", 11), (gains[0], gains.Length));
        Assert.EndsWith(",1,1", gains[10], StringComparison.Ordinal);
        Assert.StartsWith("customers,meanProbability,observedRate\n5", await File.ReadAllTextAsync(folder["c.csv"]), StringComparison.Ordinal);
        string[][] audit = [.. (await File.ReadAllLinesAsync(folder["a.csv"])).Skip(1).Select(line => line.Split(','))];
        Assert.Equal(5, audit.Length);
        Assert.All(audit, row => Assert.Equal("age", row[0]));
        Assert.Equal(500, audit.Sum(row => double.Parse(row[2], CultureInfo.InvariantCulture)));
        Assert.Equal(100, audit.Sum(row => double.Parse(row[2], CultureInfo.InvariantCulture) * double.Parse(row[6], CultureInfo.InvariantCulture)), 1e-9);
    }

    [Fact]
    public async Task Scores_come_with_reasons_groups_and_a_warning_when_customers_have_moved()
    {
        using var folder = new TempFolder();
        ToolRun trained = (await ToolRun.Of(
            "propensity", "train", "--table", folder.Write("train.csv", Campaign.Csv(600, seed: 1)), "--label", "answered", "--key-column", "id",
            "--protected", "region", "--use-protected", "--base-rate", "0.05", "--output", folder["m.json"], "--report", "-")).Succeeds();
        Assert.StartsWith("column,with,meanAbsoluteContribution,protected\n", trained.Output, StringComparison.Ordinal);
        Assert.Contains("\nregion,,0.", trained.Output, StringComparison.Ordinal);
        string moved = folder.Write("moved.csv", string.Join('\n', Campaign.Rows(600, seed: 2).Where(row => row.Split(',')[3] is "4" or "5").Prepend(Campaign.Header)) + "\n");

        ToolRun run = (await ToolRun.Of(
            "propensity", "score", "--model", folder["m.json"], "--table", moved, "--key-column", "id", "--reasons", "--language", "de",
            "--segment-column", "region", "--segment-output", folder["seg.csv"])).Succeeds();

        Assert.StartsWith("key,probability,reason\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("wegen contracts (", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("region", run.Output, StringComparison.Ordinal);
        Assert.Contains("warning: column 'contracts' moved away from the training, PSI ", run.Error, StringComparison.Ordinal);
        Assert.Contains("warning: the scores moved away", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("'renter'", run.Error, StringComparison.Ordinal);
        string[] segments = await File.ReadAllLinesAsync(folder["seg.csv"]);
        Assert.Equal(4, segments.Length);
        Assert.StartsWith("region,south,", segments[1], StringComparison.Ordinal);

        ToolRun like = (await ToolRun.Of("propensity", "score", "--model", folder["m.json"], "--table", folder.Write("like.csv", Campaign.Csv(600, seed: 3)))).Succeeds();
        Assert.Single(like.ErrorLines);
        Assert.Contains("mean probability 0.0", like.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, double> Measures(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(line => line.Split(',')).ToDictionary(f => f[0], f => double.Parse(f[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    private static byte[] Packed(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }
}
