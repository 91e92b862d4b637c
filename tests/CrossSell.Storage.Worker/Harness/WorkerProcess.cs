using System.Diagnostics;
using System.Globalization;

namespace CrossSell.Storage.Worker.Harness;

/// <summary>A process of its own that works on a ledger, or serves a model; see the worker's Program.cs.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;

    public WorkerProcess(string store, params string[] arguments)
    {
        // Beside this test's own output folder: artifacts/bin/PROJECT/CONFIGURATION.
        string output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string program = Path.Combine(output, "..", "..", "CrossSell.Storage.Worker", Path.GetFileName(output), "CrossSell.Storage.Worker.dll");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (string argument in (string[])[program, store, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        _process = Process.Start(start)!;
    }

    public int Id => _process.Id;

    public StreamReader Output => _process.StandardOutput;

    public void Go() => _process.StandardInput.WriteLine();

    public void Kill() => _process.Kill();

    public bool Exit(out int code)
    {
        bool ended = _process.WaitForExit(TimeSpan.FromMinutes(2));
        code = ended ? _process.ExitCode : -1;
        return ended;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    /// <summary>Several processes that ask for the same customers at the same time; how many slots each got.</summary>
    public static int[] Race(string store, int processes, int threads, int attempts, int customers)
    {
        WorkerProcess[] workers = [.. Enumerable.Range(0, processes).Select(i => new WorkerProcess(
            store, "race", "p" + i.ToString(CultureInfo.InvariantCulture), Text(threads), Text(attempts / processes), Text(customers)))];
        try
        {
            foreach (WorkerProcess worker in workers)
            {
                Assert.Equal("ready", worker.Output.ReadLine());
            }

            foreach (WorkerProcess worker in workers)
            {
                worker.Go();
            }

            return [.. workers.Select(worker => int.Parse(worker.Output.ReadLine() ?? "-1", CultureInfo.InvariantCulture))];
        }
        finally
        {
            foreach (WorkerProcess worker in workers)
            {
                worker.Dispose();
            }
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
