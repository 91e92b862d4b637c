using Spectre.Console;

namespace CrossSell.Tool;

/// <summary>A bar on a terminal. It stands in a class of its own so that short runs never load the library that draws it.</summary>
internal static class TerminalProgress
{
    private static readonly TimeSpan s_redraw = TimeSpan.FromMilliseconds(100);

    /// <summary>Draws until told to stop, then wipes the bar away.</summary>
    public static Task ShowAsync(ProgressState state, TextWriter error, TimeProvider clock, CancellationToken stop)
    {
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error), Interactive = InteractionSupport.Yes });
        return console.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask(Markup.Escape(state.Label));
                while (!stop.IsCancellationRequested)
                {
                    task.Description = Markup.Escape($"{state.Label} {state.CountText()}".TrimEnd());
                    task.IsIndeterminate = state.Share is null;
                    task.Value = 100 * (state.Share ?? 0);
                    await Task.Delay(s_redraw, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            });
    }
}
