using System.Text;

namespace CrossSell.Tool.Tests;

/// <summary>One run of the tool in this process, with a console of its own.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>The lines on standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static Task<ToolRun> Of(params string[] args) => With(new ToolRunSettings(), args);

    public static async Task<ToolRun> With(ToolRunSettings settings, params string[] args)
    {
        var output = new MemoryStream();
        var error = new StringWriter();
        var host = new ToolHost
        {
            OpenInput = () => new MemoryStream(settings.Input),
            OpenOutput = () => settings.Output ?? output,
            Error = TextWriter.Synchronized(error),
            ErrorIsTerminal = settings.Terminal,
            Clock = settings.Clock,
            Cancellation = settings.Cancellation,
        };
        int exitCode = await Program.RunAsync(args, host);
        return new ToolRun(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }

    /// <summary>Asserts success and gives the run back.</summary>
    public ToolRun Succeeds()
    {
        Assert.True(ExitCode == Tool.ExitCode.Success, $"exit code {ExitCode}: {Error}");
        return this;
    }

    /// <summary>Asserts an exit code and a message of one or two lines that holds the texts and no stack trace.</summary>
    public ToolRun Fails(int exitCode, params string[] texts) => FailsInLines(exitCode, 1, 2, texts);

    /// <summary>Asserts the same of input with several faults: a line each for the first five, and one that counts the others.</summary>
    public ToolRun FailsWithFaults(int exitCode, params string[] texts) => FailsInLines(exitCode, 2, 6, texts);

    private ToolRun FailsInLines(int exitCode, int least, int most, string[] texts)
    {
        Assert.Equal((exitCode, ""), (ExitCode, Output));
        Assert.InRange(ErrorLines.Length, least, most);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", Error, StringComparison.Ordinal);
        Assert.All(texts, text => Assert.Contains(text, Error, StringComparison.Ordinal));
        return this;
    }
}
