namespace CrossSell.Tool.Tests.Mine;

/// <summary>What is bought after what, of several products on each side.</summary>
public sealed class SequentialRulesTests : IDisposable
{
    private const string Header = "antecedent,consequent,n11,n10,n01,n00,support,confidence,lift\n";
    private readonly TempFolder _folder = new();
    private readonly string _file;

    // Ten customers buy a and b in either order, then c; two of them c only months later.
    public SequentialRulesTests() => _file = _folder.Write(
        "p.csv",
        "customer,product,date\n" + string.Concat(Enumerable.Range(0, 10).Select(i =>
            $"k{i},{(i % 2 == 0 ? 'a' : 'b')},2024-01-01\nk{i},{(i % 2 == 0 ? 'b' : 'a')},2024-01-02\nk{i},c,2024-0{(i < 8 ? 1 : 6)}-09\n")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task All_of_the_left_side_comes_before_the_right_in_any_order()
    {
        string any = (await Mine("--sequential", "any", "--min-support", "9")).Succeeds().Output;
        Assert.Equal(Header + "a,c,10,0,0,0,1,1,1\nb,c,10,0,0,0,1,1,1\na;b,c,10,0,0,0,1,1,1\n", any);
        string soon = (await Mine("--sequential", "30", "--min-support", "8", "--max-antecedent", "1")).Succeeds().Output;
        Assert.Equal(Header + "a,c,8,2,0,0,0.8,0.8,0.8\nb,c,8,2,0,0,0.8,0.8,0.8\n", soon);
    }

    [Fact]
    public async Task The_right_side_has_one_product_unless_more_are_asked_for()
    {
        string one = (await Mine("--sequential", "any", "--min-support", "5", "--min-confidence", "0.5")).Succeeds().Output;
        string two = (await Mine("--sequential", "any", "--min-support", "5", "--min-confidence", "0.5", "--max-consequent", "2", "--output-format", "jsonl")).Succeeds().Output;
        Assert.DoesNotContain("b;c", one, StringComparison.Ordinal);
        Assert.Contains("""{"antecedent":["a"],"consequent":["b","c"],"n11":5,""", two, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--directed")]
    [InlineData("--sequential")]
    public async Task Days_end_at_midnight_of_the_zone(string kind)
    {
        string file = _folder.Write("zoned.csv", "customer,product,date\nA,x,2024-01-01T10:00:00-08:00\nA,y,2024-01-01T17:00:00-08:00\n");
        string[] options = ["mine", "--input", file, kind, "any", "--min-support", "1"];
        Assert.Contains("\nx,y,1,", (await ToolRun.Of(options)).Succeeds().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("x,y", (await ToolRun.Of([.. options, "--time-zone", "America/Los_Angeles"])).Succeeds().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sequential is '0'", "--sequential", "0", "--min-support", "1")]
    [InlineData("--min-support is missing", "--sequential", "any")]
    [InlineData("--time-zone is 'Europe/Nowhere'; it must be a time zone that this system knows", "--sequential", "any", "--min-support", "1", "--time-zone", "Europe/Nowhere")]
    [InlineData("--time-zone belongs to --directed or --sequential; none of them is given", "--min-support", "1", "--time-zone", "Europe/Vienna")]
    [InlineData("--directed and --sequential do not go together", "--sequential", "any", "--directed", "any", "--min-support", "1")]
    [InlineData("--min-lift says nothing of --sequential", "--sequential", "any", "--min-support", "1", "--min-lift", "2")]
    [InlineData("--max-length says nothing of --sequential", "--sequential", "any", "--min-support", "1", "--max-length", "2")]
    [InlineData("--max-antecedent says nothing of --directed", "--directed", "any", "--min-support", "1", "--max-antecedent", "2")]
    [InlineData("--max-antecedent is '3'; with --negative it must be 1 or 2", "--negative", "--max-antecedent", "3")]
    [InlineData("json and pmml hold rules of what goes together", "--sequential", "any", "--min-support", "1", "--output-format", "json")]
    public async Task What_makes_no_sense_is_refused(string expected, params string[] options) => (await Mine(options)).Fails(ExitCode.Usage, expected);

    [Theory]
    [InlineData("p.dat", "1 2\n", "neither customers nor dates; --sequential needs both")]
    [InlineData("q.csv", "customer,product\nA,x\nA,y\n", "names no dates; --sequential asks")]
    [InlineData("q.csv", "basket,product,date\n1,x,2024-01-01\n1,y,2024-01-02\n", "names no customers; --sequential asks")]
    public async Task Dates_and_customers_are_needed(string name, string text, string expected) =>
        (await ToolRun.Of("mine", "--input", _folder.Write(name, text), "--sequential", "any", "--min-support", "1")).Fails(ExitCode.Failure, expected);

    [Fact]
    public async Task Left_sides_of_rules_can_be_bounded()
    {
        string output = (await ToolRun.Of("mine", "--input", _folder.Write("b.dat", "1 2 3\n1 2 3\n"), "--min-support", "2", "--max-antecedent", "1")).Succeeds().Output;
        Assert.Contains("\n1,2,", output, StringComparison.Ordinal);
        Assert.DoesNotContain("1;2", output, StringComparison.Ordinal);
    }

    private Task<ToolRun> Mine(params string[] options) => ToolRun.Of(["mine", "--input", _file, .. options]);
}
