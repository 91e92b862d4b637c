namespace CrossSell.Tool;

/// <summary>What the tool gets from outside: streams, clock, and the wish to stop. Tests give their own.</summary>
internal sealed class ToolHost
{
    /// <summary>Opens standard input; called at most once, when a verb reads <c>-</c>.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Opens standard output; called at most once, when a verb has something to write there.</summary>
    public required Func<Stream> OpenOutput { get; init; }

    /// <summary>Standard error: progress, warnings, the summary, errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether a person watches <see cref="Error"/> on a terminal.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether standard output is a terminal: then results stand where progress would.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>Measures how long things take.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Asks the tool to stop: Ctrl-C, or the end of a test.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>What runs, such as <c>crosssell mine</c>: the beginning of a message.</summary>
    public string Running { get; set; } = "crosssell";

    /// <summary>How a run that went well ends; a verb may say that what it was asked about is refused.</summary>
    public int Outcome { get; set; } = ExitCode.Success;

    /// <summary>The files that the command line names.</summary>
    public NamedFiles Files { get; set; } = NamedFiles.None;

    /// <summary>Files that must not outlive this run unless it succeeds.</summary>
    public TemporaryFiles Temporaries { get; } = new();
}
