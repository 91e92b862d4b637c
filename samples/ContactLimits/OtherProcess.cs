using System.Diagnostics;

namespace ContactLimits;

/// <summary>This program, running a second time.</summary>
internal sealed class OtherProcess : IDisposable
{
    private readonly Process _process;

    private OtherProcess(Process process) => _process = process;

    /// <summary>Starts it, waits until it has opened the file, and lets it go.</summary>
    public static OtherProcess Start(string file)
    {
        string self = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(self).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        var start = new ProcessStartInfo(self) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in (string[])[.. isHost ? (string[])[typeof(OtherProcess).Assembly.Location] : [], "worker", file])
        {
            start.ArgumentList.Add(argument);
        }

        var other = new OtherProcess(Process.Start(start)!);
        other.Expect("ready");
        other._process.StandardInput.WriteLine("go");
        return other;
    }

    /// <summary>What the second process does.</summary>
    public static async Task<int> ServeAsync(string file)
    {
        await using ContactDesk desk = await ContactDesk.OpenAsync(file);
        Console.WriteLine("ready");
        Console.ReadLine();
        Console.WriteLine(await Race.RunAsync(desk, "the other process"));
        return 0;
    }

    public Tally Finish()
    {
        var tally = Tally.Parse(Read());
        _process.WaitForExit();
        return tally;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private string Read() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The other process ended without an answer.");

    private void Expect(string word)
    {
        if (Read() is var seen && seen != word)
        {
            throw new InvalidOperationException($"The other process said '{seen}' instead of '{word}'.");
        }
    }
}
