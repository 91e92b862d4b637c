namespace CrossSell.Tool.Tests.Mine;

/// <summary>Recent purchases count more.</summary>
public sealed class RecencyTests : IDisposable
{
    // Long ago a came with b, now it comes with c; nine half-lives lie between.
    private readonly TempFolder _folder = new();
    private readonly string _file;

    public RecencyTests() => _file = _folder.Write(
        "p.csv", "basket,product,date\n1,a,2024-01-01\n1,b,2024-01-01\n2,a,2024-01-01\n2,b,2024-01-01\n3,a,2024-01-01\n3,b,2024-01-01\n4,a,2024-03-31\n4,c,2024-03-31\n");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_bought_lately_outweighs_what_was_bought_long_ago()
    {
        string equal = (await Mine("--min-support", "0.2")).Succeeds().Output;
        ToolRun weighted = (await Mine("--min-support", "0.2", "--half-life", "10")).Succeeds();
        Assert.Contains("\na,b,3,1,", equal, StringComparison.Ordinal);
        Assert.DoesNotContain("\na,b,", weighted.Output, StringComparison.Ordinal);
        string[] rule = weighted.Output.Split('\n').Single(line => line.StartsWith("a,c,", StringComparison.Ordinal)).Split(',');

        // Of the weights 3 / 2^9 and 1.
        Assert.Equal(1 / (1 + (3.0 / 512)), double.Parse(rule[7], System.Globalization.CultureInfo.InvariantCulture), 1e-3);
        Assert.Contains("minimum support 0.2 by weight", weighted.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Itemsets_and_the_best_rules_are_weighted_too()
    {
        string itemsets = (await Mine("--min-support", "0.2", "--half-life", "10", "--itemsets")).Succeeds().Output;
        Assert.Contains("\na;c,", itemsets, StringComparison.Ordinal);
        Assert.DoesNotContain("b", itemsets, StringComparison.Ordinal);
        string best = (await Mine("--top", "1", "--by", "confidence", "--half-life", "10", "--measures", "confidence")).Succeeds().Output;
        Assert.EndsWith(",1\n", best, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_and_the_details_tell_the_weights()
    {
        ToolRun run = (await Mine("--min-support", "0.2", "--half-life", "10", "--html", _folder["p.html"], "--verbose")).Succeeds();
        Assert.Contains("--half-life", await File.ReadAllTextAsync(_folder["p.html"]), StringComparison.Ordinal);
        Assert.Contains("weights by age:", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--half-life is '0'", "--half-life", "0")]
    [InlineData("--half-life is 'long'", "--half-life", "long")]
    [InlineData("--min-support is '2'; with --half-life it must be a share", "--half-life", "10", "--min-support", "2")]
    [InlineData("--significant and --half-life do not go together", "--half-life", "10", "--min-support", "0.1", "--significant", "0.05")]
    [InlineData("chiSquared and --half-life do not go together", "--half-life", "10", "--min-support", "0.1", "--measures", "lift,chiSquared")]
    [InlineData("fishersExactTest and --half-life do not go together", "--half-life", "10", "--min-support", "0.1", "--max", "fishersExactTest=0.1")]
    [InlineData("--half-life says nothing of --negative", "--half-life", "10", "--negative")]
    [InlineData("--half-life says nothing of --sequential", "--half-life", "10", "--sequential", "any", "--min-support", "0.1")]
    [InlineData("--half-life says nothing of --grades", "--half-life", "10", "--grades", "g.csv")]
    public async Task What_is_not_valid_on_weights_is_refused(string expected, params string[] options) =>
        (await Mine(options)).Fails(ExitCode.Usage, expected);

    [Fact]
    public async Task Without_dates_there_is_no_age()
    {
        (await ToolRun.Of("mine", "--input", _folder.Write("b.dat", "1 2\n"), "--min-support", "0.1", "--half-life", "10"))
            .Fails(ExitCode.Failure, "which have no dates; --half-life needs them");
        (await ToolRun.Of("mine", "--input", _folder.Write("q.csv", "basket,product\n1,a\n1,b\n"), "--min-support", "0.1", "--half-life", "10"))
            .Fails(ExitCode.Failure, "names no dates; --half-life");
    }

    private Task<ToolRun> Mine(params string[] options) => ToolRun.Of(["mine", "--input", _file, .. options]);
}
