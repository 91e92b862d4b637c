using System.Globalization;

namespace CrossSell.Benchmarks.Tables;

/// <summary>What this process has in memory, as Linux counts it.</summary>
internal static class ResidentMemory
{
    /// <summary>The bytes resident now, after everything that nobody uses was given back.</summary>
    public static long Settled()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Read("VmRSS:");
    }

    /// <summary>The most bytes that were resident while something ran, from what is settled on.</summary>
    public static long Peak(Action action)
    {
        _ = Settled();

        // 5 sets the peak back to what is resident now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        action();
        return Read("VmHWM:");
    }

    private static long Read(string name) =>
        1024 * long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
}
