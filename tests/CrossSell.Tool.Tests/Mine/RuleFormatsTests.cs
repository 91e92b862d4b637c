using System.Text;
using CrossSell.Mining;

namespace CrossSell.Tool.Tests.Mine;

public sealed class RuleFormatsTests
{
    private const string Csv = "basket,product\n1,\"a;b\"\n1,\"q\"\"\"\n1,é\n2,\"a;b\"\n2,\"q\"\"\"\n3,\"x, y\"\n3,é\n";

    [Fact]
    public async Task Rows_are_those_that_the_library_writes()
    {
        string rows = await Mine("csv");
        RuleSet rules = CsvRules.Load(new StringReader(rows), "rules.csv");
        var text = new StringWriter();
        CsvRules.Write(rules, text);

        Assert.Equal(rows, text.ToString());
        Assert.Equal((3, 5), (rules.TransactionCount, rules.Count));
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("json")]
    [InlineData("pmml")]
    public async Task Every_format_holds_the_same_rules(string format)
    {
        RuleSet expected = CsvRules.Load(new StringReader(await Mine("csv")), "rules.csv");
        var bytes = new MemoryStream(Encoding.UTF8.GetBytes(await Mine(format)));
        RuleSet seen = format == "pmml" ? PmmlRules.Load(bytes, "rules") : JsonRules.Load(bytes, "rules");

        Assert.Equal(expected.Select(r => $"{r} {r.Counts}"), seen.Select(r => $"{r} {r.Counts}"));
        Assert.Equal(expected.TransactionCount, seen.TransactionCount);
    }

    [Theory]
    [InlineData("r.pmml", "<?xml")]
    [InlineData("r.JSON", "{\"format\":\"crosssell.rules\"")]
    [InlineData("r.ndjson", "{\"antecedent\":")]
    [InlineData("r.txt", "antecedent,")]
    public async Task The_ending_of_the_file_tells_the_format(string name, string start)
    {
        using var folder = new TempFolder();
        (await ToolRun.Of("mine", "--input", folder.Write("b.csv", Csv), "--min-support", "1", "--output", folder[name])).Succeeds();
        Assert.StartsWith(start, await File.ReadAllTextAsync(folder[name]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redundant_rules_are_left_out_on_request()
    {
        using var folder = new TempFolder();
        string file = folder.Write("b.dat", "1 2 3\n1 2 3\n1 2\n1\n");
        string all = (await ToolRun.Of("mine", "--input", file, "--min-support", "2", "--min-confidence", "0.6", "--measures", "confidence")).Succeeds().Output;
        string kept = (await ToolRun.Of("mine", "--input", file, "--min-support", "2", "--min-confidence", "0.6", "--measures", "confidence", "--no-redundant")).Succeeds().Output;

        Assert.Contains("\n2;3,1,", all, StringComparison.Ordinal);
        Assert.DoesNotContain("\n2;3,1,", kept, StringComparison.Ordinal);
        Assert.All(kept.Split('\n'), line => Assert.Contains(line, all, StringComparison.Ordinal));
    }

    private static async Task<string> Mine(string format)
    {
        using var folder = new TempFolder();
        string[] args = ["mine", "--input", folder.Write("b.csv", Csv), "--min-support", "1", "--min-confidence", "0.7", "--output-format", format];
        return (await ToolRun.Of(args)).Succeeds().Output;
    }
}
