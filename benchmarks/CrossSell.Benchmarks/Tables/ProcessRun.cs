using System.Diagnostics;
using System.Globalization;

namespace CrossSell.Benchmarks.Tables;

/// <summary>A whole .NET program, from its start to its end: CPU time (user and system, all threads) and peak resident memory.</summary>
internal sealed record ProcessRun(double CpuSeconds, long PeakBytes, string Output)
{
    /// <summary>Runs a program several times and takes the run with the median CPU time.</summary>
    /// <param name="runs">How many times.</param>
    /// <param name="command">The program and its arguments.</param>
    public static ProcessRun Median(int runs, string[] command) =>
        Enumerable.Range(0, runs).Select(_ => Once(command)).OrderBy(run => run.CpuSeconds).ElementAt(runs / 2);

    private static ProcessRun Once(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        double before = ChildUsage.CpuSeconds();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();

        // The system's own high-water mark only rises, so the last look before the end misses next to nothing.
        long peak = 0;
        do
        {
            peak = Math.Max(peak, PeakOf(process.Id));
        }
        while (!process.WaitForExit(milliseconds: 5));

        process.WaitForExit();
        double seconds = ChildUsage.CpuSeconds() - before;
        return process.ExitCode == 0
            ? new ProcessRun(seconds, peak, output.GetAwaiter().GetResult())
            : throw new InvalidOperationException($"'{string.Join(' ', command)}' ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}");
    }

    private static long PeakOf(int process)
    {
        try
        {
            string line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal)) ?? "VmHWM: 0 kB";
            return long.Parse(line.Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            // It has just ended.
            return 0;
        }
    }
}
