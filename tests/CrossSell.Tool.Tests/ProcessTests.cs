using System.Diagnostics;
using System.Text;

namespace CrossSell.Tool.Tests;

/// <summary>What only a process of its own can show: exit codes, pipes, signals.</summary>
public sealed class ProcessTests
{
    [Fact]
    public async Task Exit_codes_reach_the_shell_and_streams_stay_apart()
    {
        ToolRun done = await RealProcess.RunAsync(Encoding.UTF8.GetBytes("1 2\n1 2\n"), "mine", "--input", "-", "--min-support", "2", "--counts-by-length");
        Assert.Equal((ExitCode.Success, "length,itemsets\n1,2\n2,1\n"), (done.ExitCode, done.Output));
        Assert.Contains("2 baskets", done.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failure, (await RealProcess.RunAsync([], "mine", "--input", "/no/such/file", "--min-support", "2")).ExitCode);
        Assert.Equal(ExitCode.Usage, (await RealProcess.RunAsync([], "mine", "--no-such-option")).ExitCode);
    }

    [Fact]
    public async Task A_polite_kill_ends_a_long_run_with_exit_code_1_and_no_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TempFolder();
        string file = folder.Write("b.dat", string.Concat(Enumerable.Range(0, 60).Select(skip => string.Join(' ', Enumerable.Range(1, 60).Where(i => i != skip + 1)) + "\n")));
        using Process process = RealProcess.Start("mine", "--input", file, "--min-support", "1", "--itemsets", "--max-itemsets", "100000000000", "--output", folder["out.csv"]);
        while (folder.Files().Length < 2)
        {
            Assert.False(process.HasExited);
            await Task.Delay(20);
        }

        using (Process kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        string error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(ExitCode.Failure, process.ExitCode);
        Assert.Contains("stopped", error, StringComparison.Ordinal);
        Assert.Equal(["b.dat"], folder.Files());
    }

    [Fact]
    public async Task Signals_that_come_again_and_again_end_the_run_no_less_cleanly()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TempFolder();
        using Process process = RealProcess.Start("mine", "--input", "-", "--min-support", "1", "--output", folder["out.csv"]);
        Task<string> error = process.StandardError.ReadToEndAsync();

        // More than the tool looks at before it opens its output; then there is a rest that never comes.
        await process.StandardInput.WriteAsync(string.Concat(Enumerable.Repeat("1 2\n", 20_000)));
        await process.StandardInput.FlushAsync();
        while (folder.Files().Length < 1)
        {
            Assert.False(process.HasExited);
            await Task.Delay(20);
        }

        using (Process kill = Process.Start("sh", ["-c", $"for s in TERM INT TERM INT; do kill -$s {process.Id}; done; true"]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        Assert.Equal(ExitCode.Failure, process.ExitCode);
        Assert.StartsWith("crosssell mine: stopped", await error, StringComparison.Ordinal);
        Assert.Empty(folder.Files());
    }

    [Fact]
    public async Task A_reader_that_has_enough_ends_a_long_run_quietly()
    {
        using var folder = new TempFolder();
        string file = folder.Write("b.dat", string.Join(' ', Enumerable.Range(1, 26)) + "\n");
        using Process process = RealProcess.Start("mine", "--input", file, "--min-support", "1", "--itemsets", "--max-itemsets", "100000000000");
        Assert.Equal("items,count,support", await process.StandardOutput.ReadLineAsync());
        process.StandardOutput.Close();
        Assert.Equal("", await process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.InRange(process.ExitCode, 0, 1);
    }
}
