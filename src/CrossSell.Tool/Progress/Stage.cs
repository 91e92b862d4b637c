namespace CrossSell.Tool;

/// <summary>One step of a verb that may take long. Its progress shows once it does, and is gone when the step is disposed.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private static readonly TimeSpan s_firstOnTerminal = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_firstLine = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_rarest = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _display;

    public Stage(ToolHost host, ProgressState state, bool quiet)
    {
        State = state;
        _display = quiet ? Task.CompletedTask : ShowAsync(host, state, _stop.Token);
    }

    public ProgressState State { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _display.ConfigureAwait(false);
        _stop.Dispose();
    }

    private static async Task ShowAsync(ToolHost host, ProgressState state, CancellationToken stop)
    {
        await Task.Delay(host.ErrorIsTerminal ? s_firstOnTerminal : s_firstLine, host.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (host.ErrorIsTerminal && !stop.IsCancellationRequested)
        {
            await TerminalProgress.ShowAsync(state, host.Error, host.Clock, stop).ConfigureAwait(false);
            return;
        }

        // A log of hours must not be a log of lines: each takes twice as long to come as the one before.
        for (TimeSpan wait = s_firstLine; !stop.IsCancellationRequested; wait = wait * 2 < s_rarest ? wait * 2 : s_rarest)
        {
            await host.Error.WriteLineAsync(state.Line()).ConfigureAwait(false);
            await Task.Delay(wait, host.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
