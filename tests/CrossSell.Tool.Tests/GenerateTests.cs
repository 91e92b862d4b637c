namespace CrossSell.Tool.Tests;

public sealed class GenerateTests
{
    [Fact]
    public async Task A_market_is_four_files_and_one_line_of_summary()
    {
        using var folder = new TempFolder();
        ToolRun run = (await ToolRun.Of("generate", "--customers", "20", "--seed", "7", "--output", folder["market"])).Succeeds();
        Assert.Equal(["market/customers.csv", "market/products.csv", "market/purchases.csv", "market/truth.json"], folder.Files().Select(f => f.Replace('\\', '/')));
        Assert.Equal("", run.Output);
        Assert.Matches(@"^20 customers, \d+ purchases written to .* in \d+\.\d\d s\.$", Assert.Single(run.ErrorLines));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        using var folder = new TempFolder();
        foreach ((string name, string seed) in new[] { ("one", "7"), ("same", "7"), ("other", "8") })
        {
            (await ToolRun.Of("generate", "--customers", "20", "--seed", seed, "--output", folder[name], "--quiet")).Succeeds();
        }

        byte[] one = await File.ReadAllBytesAsync(folder["one/purchases.csv"]);
        Assert.Equal(one, await File.ReadAllBytesAsync(folder["same/purchases.csv"]));
        Assert.NotEqual(one, await File.ReadAllBytesAsync(folder["other/purchases.csv"]));
    }

    [Fact]
    public async Task Quiet_says_nothing()
    {
        using var folder = new TempFolder();
        ToolRun run = (await ToolRun.Of("generate", "--customers", "2", "--seed", "7", "--output", folder["m"], "--quiet")).Succeeds();
        Assert.Equal("", run.Error);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("many")]
    [InlineData("100000000")]
    [InlineData("99999999999999999999")]
    public async Task A_number_of_customers_out_of_range_is_a_wrong_command_line(string customers) =>
        (await ToolRun.Of("generate", "--customers", customers, "--seed", "1", "--output", "x"))
            .Fails(ExitCode.Usage, $"--customers is '{customers}'", "from 1 to 99999999");

    [Fact]
    public async Task A_negative_seed_is_a_seed()
    {
        using var folder = new TempFolder();
        (await ToolRun.Of("generate", "--customers", "2", "--seed", "-7", "--output", folder["m"])).Succeeds();
    }

    [Fact]
    public async Task A_folder_below_a_file_cannot_be_made_and_exits_1()
    {
        using var folder = new TempFolder();
        string file = folder.Write("file", "text");
        (await ToolRun.Of("generate", "--customers", "2", "--seed", "7", "--output", Path.Combine(file, "m"))).Fails(ExitCode.Failure, "file");
        (await ToolRun.Of("generate", "--customers", "2", "--seed", "7", "--output", file)).Fails(ExitCode.Failure, "is a file");
    }

    [Fact]
    public async Task A_run_that_is_stopped_exits_1_and_leaves_no_file()
    {
        using var folder = new TempFolder();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        ToolRun run = await ToolRun.With(new ToolRunSettings { Cancellation = stop.Token }, "generate", "--customers", "5000", "--seed", "7", "--output", folder["m"]);
        run.Fails(ExitCode.Failure, "stopped");
        Assert.Empty(folder.Files());
    }
}
