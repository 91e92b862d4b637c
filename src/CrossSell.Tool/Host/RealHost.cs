using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CrossSell.Tool;

/// <summary>The host of the real process: the console's streams, the system's clock, Ctrl-C and a polite kill.</summary>
/// <remarks>Lives as long as the process: a signal may come until its very end.</remarks>
#pragma warning disable CA1001 // For the same reason nothing of it is disposed.
internal sealed class RealHost
#pragma warning restore CA1001
{
    /// <summary>How long a verb may take to notice that it shall stop, such as one that waits for standard input.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    /// <summary>Held here because a registration that is collected gives the signal back to its default action.</summary>
    private static readonly List<PosixSignalRegistration> s_signals = [];

    private readonly CancellationTokenSource _stop = new();
    private int _stopping;

    public RealHost()
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var error = new StreamWriter(Console.OpenStandardError(), utf8, bufferSize: 512) { AutoFlush = true };
        Host = new ToolHost
        {
            OpenInput = () => Console.OpenStandardInput(1 << 16),
            OpenOutput = OpenOutput,
            Error = TextWriter.Synchronized(error),
            ErrorIsTerminal = !Console.IsErrorRedirected,
            OutputIsTerminal = !Console.IsOutputRedirected,
            Cancellation = _stop.Token,
        };
        s_signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop));
        s_signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
    }

    public ToolHost Host { get; }

    private void Stop(PosixSignalContext context)
    {
        // However often an impatient user or a timeout asks: the default action would end the process before its temporary files are gone.
        context.Cancel = true;
        if (Interlocked.Exchange(ref _stopping, 1) == 0)
        {
            _ = EndAfterGraceAsync();
            _stop.Cancel();
        }
    }

    private async Task EndAfterGraceAsync()
    {
        await Task.Delay(s_grace, Host.Clock, CancellationToken.None).ConfigureAwait(false);
        Host.Temporaries.DeleteAll();
        await Host.Error.WriteLineAsync($"{Host.Running}: stopped.").ConfigureAwait(false);
        Environment.Exit(ExitCode.Failure);
    }

    private static Stream OpenOutput()
    {
        // The console's own stream swallows "broken pipe", so that `crosssell mine ... | head` would go on to the end of its work.
        // A FileStream reports it, but keeps a position of its own, which is wrong for a file that others append to: so, pipes only.
        if (!OperatingSystem.IsWindows())
        {
            var pipe = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!pipe.CanSeek)
            {
                return pipe;
            }
        }

        return Console.OpenStandardOutput();
    }
}
