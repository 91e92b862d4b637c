namespace CrossSell.Tool.Tests.Mine;

/// <summary>An option that would have no effect is refused with one clear line.</summary>
public sealed class MineConflictTests
{
    [Theory]
    [InlineData("--language belongs to --html", "--language", "de")]
    [InlineData("--products belongs to --html", "--products", "p.csv")]
    [InlineData("--output-format belongs to --output", "--html", "p.html", "--output-format", "csv")]
    [InlineData("--html and --output are both", "--html", "p.html", "--output", "p.html")]
    [InlineData("--html and --output are both", "--html", "-", "--output", "-")]
    [InlineData("--itemsets and --counts-by-length do not go together", "--itemsets", "--counts-by-length")]
    [InlineData("--counts-by-length and --max-itemsets do not go together", "--counts-by-length", "--max-itemsets", "3")]
    [InlineData("--min-confidence belongs to rules, and --itemsets writes none", "--itemsets", "--min-confidence", "0.5")]
    [InlineData("--min-lift belongs to rules, and --counts-by-length writes none", "--counts-by-length", "--min-lift", "1")]
    [InlineData("--max-consequent belongs to rules", "--itemsets", "--max-consequent", "2")]
    [InlineData("--max-rules belongs to rules", "--itemsets", "--max-rules", "2")]
    [InlineData("--measures belongs to rules", "--itemsets", "--measures", "lift")]
    [InlineData("--no-redundant belongs to rules", "--itemsets", "--no-redundant")]
    [InlineData("--html belongs to rules", "--itemsets", "--html", "p.html")]
    [InlineData("--output-format json and pmml hold rules, not itemsets", "--itemsets", "--output-format", "pmml")]
    [InlineData("--output-format json and pmml hold rules, not itemsets", "--counts-by-length", "--output", "x.json")]
    [InlineData("--measures says nothing of PMML", "--output", "x.pmml", "--measures", "phi")]
    [InlineData("--delimiter says how CSV is read; leave it out with --format fimi", "--format", "fimi", "--delimiter", ";")]
    [InlineData("--as-of says how CSV is read", "--format", "fimi", "--as-of", "2024-01-01")]
    [InlineData("--delimiter says how CSV is read, but", "--delimiter", ";")]
    [InlineData("--product-column says how CSV is read, but", "--product-column", "2")]
    public async Task Options_without_effect_are_refused(string expected, params string[] options)
    {
        using var folder = new TempFolder();
        string[] args = ["mine", "--input", folder.Write("b.dat", "1 2\n1 2\n"), "--min-support", "1", .. options];
        (await ToolRun.Of(args)).Fails(ExitCode.Usage, expected);
        Assert.Equal(["b.dat"], folder.Files());
    }
}
