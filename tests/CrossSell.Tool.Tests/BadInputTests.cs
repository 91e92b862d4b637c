namespace CrossSell.Tool.Tests;

public sealed class BadInputTests
{
    private const string Fimi = "1 2\n1 3\n";

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("2.5e400")]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData("Infinity")]
    [InlineData("0,5")]
    public async Task A_support_that_is_none_is_a_wrong_command_line(string support) =>
        (await ToolRun.Of("mine", "--input", "x.dat", "--min-support", support)).Fails(ExitCode.Usage, $"--min-support is '{support}'", "whole");

    [Theory]
    [InlineData("--min-confidence", "1.1")]
    [InlineData("--min-confidence", "NaN")]
    [InlineData("--min-confidence", "-0.1")]
    [InlineData("--min-lift", "-1")]
    [InlineData("--min-lift", "NaN")]
    [InlineData("--min-lift", "1e999")]
    [InlineData("--max-length", "0")]
    [InlineData("--max-length", "1")]
    [InlineData("--max-length", "three")]
    [InlineData("--max-consequent", "0")]
    [InlineData("--threads", "0")]
    [InlineData("--threads", "99999999999")]
    [InlineData("--max-itemsets", "-1")]
    [InlineData("--max-rules", "0.5")]
    [InlineData("--kind", "open")]
    [InlineData("--kind", "closed")]
    [InlineData("--unit", "shop")]
    [InlineData("--format", "xml")]
    [InlineData("--output-format", "xlsx")]
    [InlineData("--measures", "lifts")]
    [InlineData("--measures", "")]
    [InlineData("--delimiter", "abc")]
    [InlineData("--delimiter", "\"")]
    [InlineData("--encoding", "klingon")]
    [InlineData("--culture", "xx-NOWHERE-99")]
    [InlineData("--bad-rows", "maybe")]
    [InlineData("--max-bad-rows", "-1")]
    [InlineData("--returns", "no")]
    [InlineData("--duplicates", "twice")]
    [InlineData("--as-of", "yesterday")]
    public async Task Every_other_value_out_of_range_is_a_wrong_command_line_too(string option, string value) =>
        (await ToolRun.Of("mine", "--input", "x.dat", "--min-support", "2", option, value)).Fails(ExitCode.Usage, "Try 'crosssell mine --help'.");

    [Fact]
    public async Task A_missing_file_is_named()
    {
        (await Mine("/no/such/file.dat")).Fails(ExitCode.Failure, "there is no file '/no/such/file.dat'");
    }

    [Fact]
    public async Task A_folder_is_no_file()
    {
        using var folder = new TempFolder();
        (await Mine(folder.Root)).Fails(ExitCode.Failure, "is a folder; expected a file");
    }

    [Fact]
    public async Task An_empty_file_is_called_empty()
    {
        using var folder = new TempFolder();
        (await Mine(folder.Write("e.dat", ""))).Fails(ExitCode.Failure, "e.dat is empty");
        (await Mine(folder.Write("e.csv", ""))).Fails(ExitCode.Failure, "e.csv is empty");
        (await Mine("-")).Fails(ExitCode.Failure, "standard input is empty");
    }

    [Theory]
    [InlineData("b.dat")]
    [InlineData("b.csv")]
    [InlineData("b")]
    public async Task A_binary_file_is_called_binary(string name)
    {
        using var folder = new TempFolder();
        byte[] bytes = [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 10, 13, 0xFF, 0xFE];
        (await Mine(folder.Write(name, bytes))).Fails(ExitCode.Failure, "is a binary file");
    }

    [Fact]
    public async Task An_excel_workbook_is_called_one()
    {
        using var folder = new TempFolder();
        (await Mine(folder.Write("sales.csv", [.. "PK"u8, 3, 4, 0, 0]))).Fails(ExitCode.Failure, "Excel", "save the table as CSV");
    }

    [Fact]
    public async Task A_header_without_what_purchases_need_is_told()
    {
        using var folder = new TempFolder();
        (await Mine(folder.Write("s.csv", "colour,size\nred,1\n"))).Fails(ExitCode.Failure, "s.csv");
    }

    [Fact]
    public async Task Customers_cannot_be_counted_where_none_are_named()
    {
        using var folder = new TempFolder();
        (await Mine(folder.Write("b.dat", Fimi), "--unit", "customer")).Fails(ExitCode.Failure, "name no customers");
        (await Mine(folder.Write("b.csv", "basket,product\n1,x\n"), "--unit", "customer")).Fails(ExitCode.Failure, "names no customers");
    }

    [Fact]
    public async Task An_output_that_is_an_input_is_refused_and_the_input_stays()
    {
        using var folder = new TempFolder();
        string file = folder.Write("b.dat", Fimi);
        (await Mine(file, "--output", file)).Fails(ExitCode.Usage, "is also an input");
        (await Mine(file, "--output", folder["x/../b.dat"])).Fails(ExitCode.Usage, "is also an input");
        File.CreateSymbolicLink(folder["link"], file);
        (await Mine(file, "--output", folder["link"])).Fails(ExitCode.Usage, "is also an input");
        Directory.CreateSymbolicLink(folder["there"], folder.Root);
        (await Mine(file, "--output", folder["there/b.dat"])).Fails(ExitCode.Usage, "is also an input");
        (await Mine(folder["there/there/b.dat"], "--output", file)).Fails(ExitCode.Usage, "is also an input");
        (await Mine(file, "--html", folder["p.html"], "--output", folder["there/p.html"])).Fails(ExitCode.Usage, "--html and --output are both");
        Assert.Equal(Fimi, await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task An_output_keeps_the_rights_of_the_file_whose_place_it_takes()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TempFolder();
        string output = folder.Write("out.csv", "old");
        File.SetUnixFileMode(output, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        (await Mine(folder.Write("b.dat", Fimi), "--output", output)).Succeeds();

        Assert.NotEqual("old", await File.ReadAllTextAsync(output));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(output));
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_is_told_before_the_work()
    {
        using var folder = new TempFolder();
        string file = folder.Write("b.dat", Fimi);
        (await Mine(file, "--output", folder.Root)).Fails(ExitCode.Failure, "is a folder; expected a file");
        (await Mine(file, "--output", folder["no/such/folder.csv"])).Fails(ExitCode.Failure, "there is no folder", "Make it first");
        (await Mine(file, "--output", Path.Combine(file, "out.csv"))).Fails(ExitCode.Failure, "is a file, not a folder");
        (await Mine(file, "--output", folder[new string('x', 300)])).Fails(ExitCode.Failure, "cannot be written");
        (await Mine(file, "--output", "")).Fails(ExitCode.Usage, "empty");
        Assert.Equal(["b.dat"], folder.Files());
    }

    [Fact]
    public async Task A_file_that_fails_half_way_leaves_no_output()
    {
        using var folder = new TempFolder();
        string file = folder.Write("s.csv", "customer,product,quantity\nA,x,1\nA,y,z\n");
        folder.Write("out.csv", "old");
        (await Mine(file, "--output", folder["out.csv"])).Fails(ExitCode.Failure, "line 3");
        Assert.Equal(["out.csv", "s.csv"], folder.Files());
        Assert.Equal("old", await File.ReadAllTextAsync(folder["out.csv"]));
    }

    [Fact]
    public async Task Debug_adds_the_stack_trace()
    {
        ToolRun run = await Mine("/no/such/file.dat", "--debug");
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains("   at ", run.Error, StringComparison.Ordinal);
    }

    private static Task<ToolRun> Mine(string input, params string[] more) => ToolRun.Of(["mine", "--input", input, "--min-support", "1", .. more]);
}
