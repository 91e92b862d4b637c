namespace CrossSell.Tool.Tests.Mine;

public sealed class OtherRulesTests
{
    [Fact]
    public async Task Directed_rules_tell_what_is_bought_after_what()
    {
        using var folder = new TempFolder();
        string file = folder.Write(
            "p.csv", "customer,product,date\n" + string.Concat(Enumerable.Range(0, 10).Select(i => $"c{i},boiler,2024-01-01\nc{i},\"a;b\",2024-01-{(i < 8 ? 11 : 31)}\n")) + "z,other,2024-12-31\n");
        ToolRun run = (await ToolRun.Of("mine", "--input", file, "--min-support", "2", "--directed", "20")).Succeeds();

        Assert.Equal(
            "antecedent,consequent,n11,n10,n01,n00,support,confidence,lift,medianDays,orderAsymmetry\n"
            + "boiler,\"\"\"a;b\"\"\",8,2,0,1,0.7272727272727273,0.8,0.88,10,1\n",
            run.Output);
        Assert.Contains("1 directed rule in", run.Error, StringComparison.Ordinal);
        string any = (await ToolRun.Of("mine", "--input", file, "--min-support", "2", "--directed", "any", "--output-format", "jsonl")).Succeeds().Output;
        Assert.StartsWith("""{"antecedent":["boiler"],"consequent":["a;b"],"n11":10,"n10":0,""", any, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Negative_rules_tell_what_stays_away_from_each_other()
    {
        using var folder = new TempFolder();
        string file = folder.Write("b.dat", string.Concat(Enumerable.Repeat("1 3\n2 3\n", 40)));
        string output = (await ToolRun.Of("mine", "--input", file, "--negative")).Succeeds().Output;

        Assert.StartsWith("antecedent,absent,n11,n10,n01,n00,confidence,lift,expected,pAdjusted\n", output, StringComparison.Ordinal);
        Assert.Contains("\n1,2,40,0,", output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n1,3,", output, StringComparison.Ordinal);
        string strict = (await ToolRun.Of("mine", "--input", file, "--negative", "--significant", "1e-30", "--adjust", "bonferroni")).Succeeds().Output;
        Assert.Equal("antecedent,absent,n11,n10,n01,n00,confidence,lift,expected,pAdjusted\n", strict);
    }

    [Theory]
    [InlineData(ExitCode.Usage, "--directed is '0'", "--directed", "0", "--min-support", "1")]
    [InlineData(ExitCode.Usage, "--directed is 'soon'", "--directed", "soon", "--min-support", "1")]
    [InlineData(ExitCode.Usage, "--min-support is missing", "--directed", "3")]
    [InlineData(ExitCode.Usage, "--directed and --negative do not go together", "--directed", "3", "--negative")]
    [InlineData(ExitCode.Usage, "--unit says nothing of --directed", "--directed", "3", "--min-support", "1", "--unit", "basket")]
    [InlineData(ExitCode.Usage, "--top says nothing of --directed", "--directed", "3", "--top", "1")]
    [InlineData(ExitCode.Usage, "--html says nothing of --directed", "--directed", "3", "--min-support", "1", "--html", "p.html")]
    [InlineData(ExitCode.Usage, "--min-support says nothing of --negative", "--negative", "--min-support", "1")]
    [InlineData(ExitCode.Usage, "--exclude says nothing of --negative", "--negative", "--exclude", "1")]
    [InlineData(ExitCode.Usage, "--itemsets says nothing of --negative", "--negative", "--itemsets")]
    [InlineData(ExitCode.Usage, "json and pmml hold rules of what goes together", "--negative", "--output-format", "pmml")]
    [InlineData(ExitCode.Failure, "neither customers nor dates; --directed needs both", "--directed", "3", "--min-support", "1")]
    public async Task What_makes_no_sense_is_refused(int exitCode, string expected, params string[] options)
    {
        using var folder = new TempFolder();
        (await ToolRun.Of(["mine", "--input", folder.Write("b.dat", "1 2\n"), .. options])).Fails(exitCode, expected);
    }

    [Theory]
    [InlineData("customer,product\nA,x\nA,y\n", "names no dates")]
    [InlineData("basket,product,date\n1,x,2024-01-01\n1,y,2024-01-02\n", "names no customers")]
    public async Task Directed_rules_need_dates_and_customers(string csv, string expected)
    {
        using var folder = new TempFolder();
        (await ToolRun.Of("mine", "--input", folder.Write("p.csv", csv), "--min-support", "1", "--directed", "any")).Fails(ExitCode.Failure, expected);
    }
}
