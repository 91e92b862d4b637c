using System.Globalization;
using System.Runtime.InteropServices;

namespace CrossSell.Benchmarks.Tables;

/// <summary>What the figures were measured on.</summary>
internal static class MachineTable
{
    public static string Make(string loadAtStart)
    {
        var table = new Markdown("what", "value");
        table.Row("processor", Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString());
        table.Row("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        table.Row("memory", Markdown.Megabytes(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) + " MB");
        table.Row("runtime", RuntimeInformation.FrameworkDescription);
        table.Row("system", RuntimeInformation.OSDescription);
        table.Row("date (UTC)", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        table.Row("load of the last 1, 5, 15 minutes, before and after", $"{loadAtStart}; {Load()}");
        return table.ToString();
    }

    /// <summary>How many programs wanted a core, on average: above the number of cores, strangers were at work too.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "unknown";

    private static string? Line(string path, string name) => !File.Exists(path)
        ? null
        : File.ReadLines(path).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
}
