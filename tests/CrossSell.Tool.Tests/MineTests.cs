using System.IO.Compression;
using System.Text;

namespace CrossSell.Tool.Tests;

public sealed class MineTests
{
    /// <summary>The five baskets of the textbooks (Tan, Steinbach and Kumar, chapter 5), items as numbers.</summary>
    private const string Fimi = "1 2\n1 3 4 5\n2 3 4 6\n1 2 3 4\n1 2 3 6\n";

    private const string Csv =
        """
        customer,basket,product
        A,1,bread
        A,1,milk
        A,2,bread
        B,3,milk
        B,4,"beer; dark"
        B,4,bread
        """;

    [Fact]
    public async Task Rules_are_rows_of_sides_counts_and_measures()
    {
        using var folder = new TempFolder();
        ToolRun run = await ToolRun.Of("mine", "--input", folder.Write("b.dat", Fimi), "--min-support", "3", "--min-confidence", "0.8");
        Assert.Equal(
            """
            antecedent,consequent,n11,n10,n01,n00,support,confidence,lift
            4,3,3,0,1,1,0.6,1,1.25

            """.ReplaceLineEndings("\n"),
            run.Succeeds().Output);
        Assert.Matches(@"^5 baskets, 6 products, minimum support 3: 1 rule in \d+\.\d\d s\.$", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task Measures_are_written_in_the_order_asked_for_with_Inf_and_nothing_for_undefined()
    {
        using var folder = new TempFolder();
        string file = folder.Write("b.dat", "1 2\n1 2\n1\n");
        ToolRun run = await ToolRun.Of("mine", "--input", file, "--min-support", "2", "--measures", "conviction, Phi,support");
        Assert.Equal(
            """
            antecedent,consequent,n11,n10,n01,n00,conviction,phi,support
            2,1,2,0,1,0,,,0.6666666666666666
            1,2,2,1,0,0,1,,0.6666666666666666

            """.ReplaceLineEndings("\n"),
            run.Succeeds().Output);
    }

    [Fact]
    public async Task All_measures_are_written_when_all_are_asked_for()
    {
        using var folder = new TempFolder();
        ToolRun run = await ToolRun.Of("mine", "--input", folder.Write("b.dat", Fimi), "--min-support", "3", "--measures", "all");
        string header = run.Succeeds().Output.Split('\n')[0];
        Assert.Equal("antecedent,consequent,n11,n10,n01,n00," + string.Join(',', CrossSell.Mining.RuleMeasures.All.Select(m => m.Name)), header);
    }

    [Fact]
    public async Task Itemsets_are_rows_of_items_count_and_support()
    {
        using var folder = new TempFolder();
        ToolRun run = (await ToolRun.Of("mine", "--input", folder.Write("b.dat", Fimi), "--min-support", "3", "--itemsets")).Succeeds();
        Assert.StartsWith("items,count,support\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["1,4,0.8", "1;2,3,0.6", "1;3,3,0.6", "2,4,0.8", "2;3,3,0.6", "3,4,0.8", "3;4,3,0.6", "4,3,0.6"],
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Itemsets_can_be_lines_of_FIMI()
    {
        using var folder = new TempFolder();
        string[] arguments = ["mine", "--input", folder.Write("b.dat", Fimi), "--min-support", "3", "--output-format", "fimi"];
        Assert.Equal(
            ["1 (4)", "1 2 (3)", "1 3 (3)", "2 (4)", "2 3 (3)", "3 (4)", "3 4 (3)", "4 (3)"],
            (await ToolRun.Of([.. arguments, "--itemsets"])).Succeeds().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
        (await ToolRun.Of(arguments)).Fails(ExitCode.Usage, "--output-format fimi holds itemsets and their counts; use it with --itemsets");
        (await ToolRun.Of([.. arguments, "--counts-by-length"])).Fails(ExitCode.Usage, "--output-format fimi");
    }

    [Theory]
    [InlineData("Red wine", "'Red wine'")]
    [InlineData("(2)", "'(2)'")]
    public async Task A_product_that_a_line_of_FIMI_cannot_hold_is_refused_by_name(string product, string named)
    {
        using var folder = new TempFolder();
        string file = folder.Write("b.csv", $"basket,product\n1,{product}\n2,{product}\n");
        (await ToolRun.Of("mine", "--input", file, "--min-support", "1", "--itemsets", "--output-format", "fimi")).Fails(ExitCode.Failure, named, "csv or jsonl");
    }

    [Theory]
    [InlineData("all", "length,itemsets\n1,4\n2,4\n")]
    [InlineData("closed", "length,itemsets\n1,3\n2,4\n")]
    [InlineData("maximal", "length,itemsets\n2,4\n")]
    public async Task Counts_by_length_are_counts_and_nothing_else(string kind, string expected)
    {
        using var folder = new TempFolder();
        ToolRun run = await ToolRun.Of("mine", "--input", folder.Write("b.dat", Fimi), "--min-support", "0.6", "--counts-by-length", "--kind", kind);
        Assert.Equal(expected.Split('\n').Where(line => !line.EndsWith(",0", StringComparison.Ordinal)), run.Succeeds().Output.Split('\n').Where(line => !line.EndsWith(",0", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Json_lines_hold_the_same_as_csv()
    {
        using var folder = new TempFolder();
        string file = folder.Write("b.csv", Csv);
        (await ToolRun.Of("mine", "--input", file, "--min-support", "1", "--min-confidence", "1", "--output", folder["rules.jsonl"])).Succeeds();
        Assert.Equal(
            """{"antecedent":["beer; dark"],"consequent":["bread"],"n11":1,"n10":0,"n01":2,"n00":1,"support":0.25,"confidence":1,"lift":1.3333333333333333}""" + "\n",
            await File.ReadAllTextAsync(folder["rules.jsonl"]));
    }

    [Fact]
    public async Task An_item_with_a_separator_is_quoted_within_its_set()
    {
        using var folder = new TempFolder();
        ToolRun run = await ToolRun.Of("mine", "--input", folder.Write("b.csv", Csv), "--min-support", "1", "--min-confidence", "1", "--measures", "lift");
        Assert.Equal(
            "antecedent,consequent,n11,n10,n01,n00,lift\n\"\"\"beer; dark\"\"\",bread,1,0,2,1,1.3333333333333333\n", run.Succeeds().Output);
    }

    [Theory]
    [InlineData("basket", "4 baskets")]
    [InlineData("customer", "2 customers")]
    public async Task The_unit_decides_what_is_counted(string unit, string expected)
    {
        using var folder = new TempFolder();
        ToolRun run = await ToolRun.Of("mine", "--input", folder.Write("b.csv", Csv), "--unit", unit, "--min-support", "1", "--counts-by-length");
        Assert.Contains(expected, run.Succeeds().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_baskets_and_dates_customers_are_counted_and_the_summary_says_so()
    {
        using var folder = new TempFolder();
        ToolRun run = await ToolRun.Of("mine", "--input", folder.Write("b.csv", "customer,product\nA,x\nA,y\nB,x\n"), "--min-support", "1", "--counts-by-length");
        Assert.Contains("2 customers", run.Succeeds().Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1 2\n2 3\n", "fimi")]
    [InlineData("bread milk\nmilk\n", "fimi")]
    [InlineData("customer;product\nA;x\n", "csv")]
    [InlineData("customer\tproduct\nA\tx\n", "csv")]
    [InlineData("1\t2\n2\t3\n", "fimi")]
    public async Task The_format_is_known_by_its_looks(string text, string expected)
    {
        ToolRun run = await ToolRun.With(new ToolRunSettings { Input = Encoding.UTF8.GetBytes(text) }, "mine", "--input", "-", "--min-support", "1", "--counts-by-length", "--verbose");
        Assert.Contains($"reading standard input as {expected} by its looks", run.Succeeds().Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_packed_file_and_a_packed_pipe_are_unpacked()
    {
        using var folder = new TempFolder();
        byte[] packed = Gzip(Fimi);
        string expected = (await ToolRun.Of("mine", "--input", folder.Write("b.dat", Fimi), "--min-support", "1", "--itemsets")).Succeeds().Output;
        Assert.Equal(expected, (await ToolRun.Of("mine", "--input", folder.Write("b.dat.gz", packed), "--min-support", "1", "--itemsets")).Succeeds().Output);
        Assert.Equal(expected, (await ToolRun.With(new ToolRunSettings { Input = packed }, "mine", "--input", "-", "--min-support", "1", "--itemsets")).Succeeds().Output);
    }

    [Fact]
    public async Task A_packed_file_that_is_cut_off_is_refused()
    {
        using var folder = new TempFolder();
        byte[] packed = Gzip(string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i} {i * 7 % 1000}\n")));
        (await ToolRun.Of("mine", "--input", folder.Write("b.dat.gz", packed[..(packed.Length / 2)]), "--min-support", "1", "--counts-by-length"))
            .Fails(ExitCode.Failure, "b.dat.gz", "cut");
    }

    [Theory]
    [InlineData("--itemsets")]
    [InlineData("--counts-by-length")]
    [InlineData("--quiet")]
    public async Task The_result_is_the_same_for_any_number_of_threads(string what)
    {
        using var folder = new TempFolder();
        var text = new StringBuilder();
        for (int i = 0; i < 500; i++)
        {
            text.AppendJoin(' ', Enumerable.Range(0, 30).Where(item => (i * 31 % 97) % (item + 2) < 2)).Append('\n');
        }

        string file = folder.Write("b.dat", text.ToString());
        string one = (await ToolRun.Of("mine", "--input", file, "--min-support", "20", "--threads", "1", what)).Succeeds().Output;
        string two = (await ToolRun.Of("mine", "--input", file, "--min-support", "20", "--threads", "2", what)).Succeeds().Output;
        Assert.Equal(one, two);
        Assert.InRange(one.Count(c => c == '\n'), 5, 1_000_000);
    }

    [Fact]
    public async Task A_bad_row_ends_the_run_with_its_place_and_can_be_left_out()
    {
        using var folder = new TempFolder();
        string file = folder.Write("b.csv", "customer,product,quantity\nA,x,1\nA,y,many\nA,z,1\n");
        (await ToolRun.Of("mine", "--input", file, "--min-support", "1")).Fails(ExitCode.Failure, "b.csv, line 3, column quantity", "'many'");
        ToolRun run = (await ToolRun.Of("mine", "--input", file, "--min-support", "1", "--bad-rows", "skip", "--counts-by-length")).Succeeds();
        Assert.Equal("length,itemsets\n1,2\n2,1\n", run.Output);
        Assert.Contains("warning: 1 bad row could not be read and was left out.", run.Error, StringComparison.Ordinal);
        (await ToolRun.Of("mine", "--input", file, "--min-support", "1", "--max-bad-rows", "0")).Fails(ExitCode.Failure, "line 3");
    }

    [Fact]
    public async Task Columns_delimiter_dates_and_encoding_can_be_told()
    {
        using var folder = new TempFolder();
        byte[] text = Encoding.Latin1.GetBytes("Wer|Was|Wann\nA|Müsli|03/31/2024\nA|Brot|03/31/2024\nA|Müsli|04/01/2024\n");
        ToolRun run = await ToolRun.Of(
            "mine", "--input", folder.Write("b.txt", text), "--encoding", "iso-8859-1", "--delimiter", "|", "--customer-column", "Wer", "--product-column", "2",
            "--time-column", "Wann", "--date-format", "MM/dd/yyyy", "--min-support", "2", "--itemsets");
        Assert.Equal("items,count,support\nMüsli,2,1\n", run.Succeeds().Output);
    }

    [Fact]
    public async Task A_support_above_the_number_of_baskets_finds_nothing_and_says_why()
    {
        using var folder = new TempFolder();
        ToolRun run = await ToolRun.Of("mine", "--input", folder.Write("b.dat", Fimi), "--min-support", "6", "--counts-by-length");
        Assert.Equal("length,itemsets\n", run.Succeeds().Output);
        Assert.Contains("there are only 5", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_past_a_limit_stops_and_names_the_options()
    {
        using var folder = new TempFolder();
        string file = folder.Write("b.dat", string.Join(' ', Enumerable.Range(1, 28)) + "\n");
        (await ToolRun.Of("mine", "--input", file, "--min-support", "1", "--itemsets", "--max-itemsets", "1000", "--output", folder["out.csv"]))
            .Fails(ExitCode.Failure, "--max-itemsets", "--min-support", "--max-length", "found so far by length: 28");
        Assert.Equal(["b.dat"], folder.Files());
        ToolRun counted = await ToolRun.Of("mine", "--input", file, "--min-support", "1", "--counts-by-length");
        Assert.EndsWith("\n27,28\n28,1\n", counted.Succeeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_stopped_exits_1_and_leaves_no_file()
    {
        using var folder = new TempFolder();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        ToolRun run = await ToolRun.With(
            new ToolRunSettings { Cancellation = stop.Token }, "mine", "--input", folder.Write("b.dat", Fimi), "--min-support", "1", "--output", folder["out.csv"]);
        run.Fails(ExitCode.Failure, "stopped");
        Assert.Equal(["b.dat"], folder.Files());
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_the_run_without_a_word()
    {
        using var folder = new TempFolder();
        ToolRun run = await ToolRun.With(new ToolRunSettings { Output = new ClosedPipe() }, "mine", "--input", folder.Write("b.dat", Fimi), "--min-support", "1", "--itemsets");
        Assert.Equal((ExitCode.Failure, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    private static byte[] Gzip(string text)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    /// <summary>Standard output after <c>head</c> has gone.</summary>
    private sealed class ClosedPipe : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("Broken pipe", 32);
    }
}
