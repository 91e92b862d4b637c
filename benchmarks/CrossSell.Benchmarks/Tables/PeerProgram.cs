using System.Diagnostics;
using System.Globalization;
using CrossSell.Mining;

namespace CrossSell.Benchmarks.Tables;

/// <summary>A program in C that mines a file of baskets.</summary>
/// <param name="Name">Its file.</param>
/// <param name="Arguments">The file, the minimum support and what else is given stand in place of {0}, {1}, {2}.</param>
internal sealed record PeerProgram(string Name, params string[] Arguments)
{
    public bool IsIn(string folder) => File.Exists(Path.Combine(folder, Name));

    /// <summary>CPU time of the whole process, the best of some runs.</summary>
    public double BestMilliseconds(string folder, int runs, string file, int minCount, string output = "")
    {
        string count = minCount.ToString(CultureInfo.InvariantCulture);
        string[] arguments = [.. Arguments.Select(argument => string.Format(CultureInfo.InvariantCulture, argument, file, count, output))];
        double best = double.PositiveInfinity;
        for (int run = 0; run < runs; run++)
        {
            double before = ChildUsage.CpuSeconds();
            using Process process = Process.Start(new ProcessStartInfo(Path.Combine(folder, Name), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEnd();
            _ = errors.GetAwaiter().GetResult();
            process.WaitForExit();
            best = Math.Min(best, (ChildUsage.CpuSeconds() - before) * 1000);
        }

        return best;
    }

    /// <summary>A minimum support at which a program reads everything and finds next to nothing.</summary>
    public static int HighestSupport(Transactions transactions)
    {
        int[] supports = new int[transactions.ItemCount];
        foreach (int item in transactions.Items)
        {
            supports[item]++;
        }

        return supports.Max();
    }
}
