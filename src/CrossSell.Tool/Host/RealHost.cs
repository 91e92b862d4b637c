using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace CrossSell.Tool;

/// <summary>The host of the real process: the console's streams, the system's clock, Ctrl-C and a polite kill.</summary>
internal sealed class RealHost : IDisposable
{
    /// <summary>How long a verb may take to notice that it shall stop, such as one that waits for standard input.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<PosixSignalRegistration> _signals = [];

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
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop));
    }

    public ToolHost Host { get; }

    public void Dispose()
    {
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }

        _stop.Dispose();
    }

    private void Stop(PosixSignalContext context)
    {
        // The second signal means it: let it end the process.
        context.Cancel = !_stop.IsCancellationRequested;
        if (context.Cancel)
        {
            _ = EndAfterGraceAsync();
            _stop.Cancel();
        }
    }

    private async Task EndAfterGraceAsync()
    {
        await Task.Delay(s_grace, Host.Clock, CancellationToken.None).ConfigureAwait(false);
        Host.Temporaries.DeleteAll();
        await Host.Error.WriteLineAsync("crosssell: stopped.").ConfigureAwait(false);
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
