namespace CrossSell.Tool.Tests.Propensity;

/// <summary>What is wrong with a table is said in one line with file, line, value and what was expected.</summary>
public sealed class BadTableTests
{
    [Theory]
    [InlineData("", "is empty; expected a table of customers")]
    [InlineData("age,answered\n", "has a header but no rows")]
    [InlineData("age,region\n30,north\n", "line 1", "a column 'answered' for the label", "'age', 'region'")]
    [InlineData("age,answered\n30,yes\n40,no,5\n", "line 3", "2 fields as in the first line, met 3")]
    [InlineData("age,answered\n30,yes\n40,\n", "line 3, column answered", "a label for every customer")]
    [InlineData("age,answered\n30,maybe\n40,no\n", "line 2, column answered", "saw 'maybe'", "--positive")]
    [InlineData("age,answered\n30,yes\n40,yes\n", "All 2 customers bought")]
    [InlineData("age,answered\n30,no\n40,no\n", "None of the 2 customers bought")]
    [InlineData("age,answered\n1,no\n2,no\n3,no\n4,no\n5,no\n6,yes\n7,yes\n8,yes\n9,yes\n10,no\nabc,no\n", "line 12, column age", "saw 'abc'", "a number such as 3", "10 of 11 rows", "--kind COLUMN=categorical")]
    [InlineData("age,answered\n1,no\n2,no\n3,no\n4,no\n5,no\n6,yes\n7,yes\n8,yes\n9,yes\n10,no\ninf,no\n", "line 12, column age", "saw 'inf'", "a number")]
    [InlineData("age,age,answered\n30,1,yes\n40,2,no\n", "line 1, column age", "each name once in the header")]
    [InlineData("age,,answered\n30,1,yes\n40,2,no\n", "line 1", "a name for every column; column 2 has none")]
    [InlineData("since,answered\n2020-01-01,yes\n2021-01-01,no\n", "'since'", "--date-column or --as-of")]
    public async Task A_bad_table_is_told_in_a_line(string text, params string[] expected)
    {
        using var folder = new TempFolder();
        string table = folder.Write("bad.csv", text);

        ToolRun run = await ToolRun.Of("propensity", "train", "--table", table, "--label", "answered", "--output", folder["m.json"]);

        run.Fails(ExitCode.Failure, ["crosssell propensity train: ", table, .. expected]);
        Assert.False(File.Exists(folder["m.json"]));
    }

    [Fact]
    public async Task A_column_of_ten_thousand_names_is_no_feature()
    {
        using var folder = new TempFolder();
        string table = folder.Write("wide.csv", "name,answered\n" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"N{i},{(i % 3 == 0 ? "yes" : "no")}\n")));

        (await ToolRun.Of("propensity", "train", "--table", table, "--label", "answered", "--output", folder["m.json"]))
            .Fails(ExitCode.Failure, "line 1002, column name", "saw 'N1000'", "at most 1000 levels, but there are 10000", "--key-column", "--ignore", "--max-levels");
        (await ToolRun.Of("propensity", "train", "--table", table, "--label", "answered", "--ignore", "name", "--output", folder["m.json"]))
            .Fails(ExitCode.Failure, "wide.csv, line 1: expected at least one column to learn from");
    }

    [Fact]
    public async Task Columns_that_are_not_there_are_named()
    {
        using var folder = new TempFolder();
        string table = folder.Write("t.csv", Campaign.Csv(100, seed: 1));

        foreach (string option in (string[])["--ignore", "--protected", "--key-column", "--weight-column", "--date-column"])
        {
            (await ToolRun.Of("propensity", "train", "--table", table, "--label", "answered", "--output", folder["m.json"], option, "gone"))
                .Fails(ExitCode.Failure, $"{table}, line 1: expected a column 'gone'", "'contracts'");
        }
    }

    [Fact]
    public async Task A_table_to_be_scored_must_have_the_columns_of_the_training()
    {
        using var folder = new TempFolder();
        await ToolRun.Of("propensity", "train", "--table", folder.Write("t.csv", Campaign.Csv(200, seed: 1)), "--label", "answered", "--key-column", "id", "--output", folder["m.json"]);

        string missing = folder.Write("missing.csv", "age,region,renter\n30,north,true\n");
        (await ToolRun.Of("propensity", "score", "--model", folder["m.json"], "--table", missing)).Fails(ExitCode.Failure, "missing.csv, line 1: expected a column 'contracts' for the features");
        string text = folder.Write("text.csv", "age,region,renter,contracts\n30,north,true,2\n31,north,true,two\n");
        (await ToolRun.Of("propensity", "score", "--model", folder["m.json"], "--table", text)).Fails(ExitCode.Failure, "text.csv, line 3, column contracts: saw 'two', expected a number");
        (await ToolRun.Of("propensity", "score", "--model", folder["gone.json"], "--table", text)).Fails(ExitCode.Failure, "there is no model", "crosssell propensity train");
        (await ToolRun.Of("propensity", "score", "--model", text, "--table", text)).Fails(ExitCode.Failure, "cannot be read as a CrossSell model");
    }

    [Theory]
    [InlineData("--kind", "age")]
    [InlineData("--kind", "age=colour")]
    [InlineData("--folds", "1")]
    [InlineData("--folds", "21")]
    [InlineData("--threads", "0")]
    [InlineData("--max-levels", "0")]
    [InlineData("--as-of", "yesterday")]
    [InlineData("--key-column", "")]
    [InlineData("--delimiter", "\"")]
    [InlineData("--encoding", "klingon")]
    [InlineData("--culture", "xx-NOWHERE-99")]
    [InlineData("--output", "-")]
    [InlineData("--calibration", "magic")]
    [InlineData("--base-rate", "0")]
    [InlineData("--base-rate", "1")]
    [InlineData("--sampled-buyers", "0")]
    [InlineData("--sampled-others", "1.5")]
    public async Task A_value_out_of_range_is_a_wrong_command_line(string option, string value)
    {
        string[] output = option == "--output" ? [] : ["--output", "m.json"];
        (await ToolRun.Of(["propensity", "train", "--table", "x.csv", "--label", "y", option, value, .. output])).Fails(ExitCode.Usage, option, "Try 'crosssell propensity train --help'.");
    }

    [Fact]
    public async Task Verbs_of_propensity_are_named()
    {
        (await ToolRun.Of("propensity")).Fails(ExitCode.Usage, "crosssell propensity: no verb was given; expected train, score, evaluate", "Try 'crosssell propensity --help'");
        (await ToolRun.Of("propensity", "guess")).Fails(ExitCode.Usage, "there is no verb 'guess'; expected train, score, evaluate");
        (await ToolRun.Of("propensity", "train")).Fails(ExitCode.Usage, "--table and --output and --label are missing");
        (await ToolRun.Of("propensity", "evaluate", "--train", "a", "--test", "b", "--label", "y", "--tops", "3")).Fails(ExitCode.Usage, "did you mean --top?");
        (await ToolRun.Of("propensity", "evaluate", "--train", "-", "--test", "-", "--label", "y")).Fails(ExitCode.Usage, "both -");
    }

    [Fact]
    public async Task An_output_is_never_an_input()
    {
        using var folder = new TempFolder();
        string table = folder.Write("t.csv", Campaign.Csv(100, seed: 1));
        (await ToolRun.Of("propensity", "evaluate", "--train", table, "--test", table, "--label", "answered", "--score-output", table)).Fails(ExitCode.Usage, "t.csv");
        (await ToolRun.Of("propensity", "evaluate", "--train", table, "--test", table, "--label", "answered", "--score-output", folder["x"], "--output", folder["x"])).Fails(ExitCode.Usage, "both");
        Assert.Equal(["t.csv"], folder.Files());
    }
}
