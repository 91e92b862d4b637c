namespace CrossSell.Tool.Tests.Mine;

/// <summary>How well each product suits the owners of each other one.</summary>
public sealed class GradeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _file;
    private readonly string _products;

    public GradeTests()
    {
        // Of 200 customers 60 have both house and glass, 60 have rent alone.
        IEnumerable<string> rows = Enumerable.Range(0, 200).Select(i => i < 60 ? $"c{i},house\nc{i},glass\n" : i < 120 ? $"c{i},rent\n" : $"c{i},car\n");
        _file = _folder.Write("p.csv", "customer,product\n" + string.Concat(rows));
        _products = _folder.Write("q.csv", "product,name,name_de,margin\nhouse,Building insurance,Gebäude,10\nglass,\"Glass, all\",Glas,3.5\nrent,Rent,Miete,\ncar,Car,Auto,20\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Each_pair_with_a_finding_has_its_grade_counts_and_reason()
    {
        ToolRun run = (await Mine("--grades", _folder["g.csv"], "--products", _products)).Succeeds();
        string[] lines = (await File.ReadAllTextAsync(_folder["g.csv"])).TrimEnd('\n').Split('\n');
        Assert.Equal("owned,offered,grade,n11,n10,n01,n00,confidence,lift,pAdjusted,margin,reason", lines[0]);
        Assert.StartsWith("house,glass,always,60,0,0,140,1,3.3333333333333335,", Assert.Single(lines, line => line.StartsWith("house,glass,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(",3.5,\"Always offer along: ", Assert.Single(lines, line => line.StartsWith("house,glass,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.StartsWith("house,rent,unsuitable,0,60,60,80,0,0,", Assert.Single(lines, line => line.StartsWith("house,rent,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(",,\"Unsuitable: ", Assert.Single(lines, line => line.StartsWith("house,rent,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal("", run.Output);
        Assert.Contains("200 customers, 4 products: 12 graded pairs in", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_best_of_a_product_come_first_in_the_language_asked_for()
    {
        string output = (await Mine("--grades", "-", "--products", _products, "--language", "de")).Succeeds().Output;
        string[] ofHouse = [.. output.Split('\n').Where(line => line.StartsWith("house,", StringComparison.Ordinal)).Select(line => line.Split(',')[2])];
        Assert.Equal(["always", "unsuitable", "unsuitable"], ofHouse);
        Assert.Contains("Gebäude", output, StringComparison.Ordinal);
        string rows = (await Mine("--grades", "-", "--output-format", "jsonl")).Succeeds().Output;
        Assert.Contains("\"offered\":\"glass\",\"grade\":\"always\"", rows, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_margin_too_small_keeps_a_pair_back()
    {
        string products = _folder.Write("m.csv", "product,margin\nhouse,10\nglass,3.5\nrent,1\ncar,20\n");
        string output = (await Mine("--grades", "-", "--products", products, "--min-margin", "5")).Succeeds().Output;
        Assert.Contains("house,glass,possible,", output, StringComparison.Ordinal);
        Assert.Contains("glass,house,always,", output, StringComparison.Ordinal);
        (await Mine("--grades", "-", "--products", _products, "--min-margin", "5")).Fails(ExitCode.Failure, "gives 'rent' no margin; --min-margin needs");
        string others = _folder.Write("others.csv", "product,margin\nx,10\ny,20\n");
        (await Mine("--grades", "-", "--products", others)).Fails(ExitCode.Failure, "lists none of the 4 products of the input", "its first is 'x'");
    }

    [Fact]
    public async Task Significance_can_be_asked_for_more_strictly()
    {
        string strict = (await Mine("--grades", "-", "--significant", "1e-40")).Succeeds().Output;
        Assert.Contains("house,glass,", strict, StringComparison.Ordinal);
        Assert.DoesNotContain("house,rent,", strict, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--grades and --output do not go together", "--grades", "g.csv", "--output", "x.csv")]
    [InlineData("--grades is empty", "--grades", "")]
    [InlineData("--directed and --grades do not go together", "--grades", "g.csv", "--directed", "3")]
    [InlineData("--min-support says nothing of --grades", "--grades", "g.csv", "--min-support", "1")]
    [InlineData("--adjust says nothing of --grades", "--grades", "g.csv", "--significant", "0.1", "--adjust", "bh")]
    [InlineData("--html says nothing of --grades", "--grades", "g.csv", "--html", "p.html")]
    [InlineData("--min-margin belongs to --grades", "--min-support", "1", "--min-margin", "3")]
    [InlineData("--min-margin belongs to --products", "--grades", "g.csv", "--min-margin", "3")]
    [InlineData("json and pmml hold rules of what goes together", "--grades", "g.pmml")]
    public async Task What_makes_no_sense_is_refused(string expected, params string[] options)
    {
        (await Mine(options)).Fails(ExitCode.Usage, expected);
        Assert.Equal(["p.csv", "q.csv"], _folder.Files());
    }

    private Task<ToolRun> Mine(params string[] options) => ToolRun.Of(["mine", "--input", _file, .. options]);
}
