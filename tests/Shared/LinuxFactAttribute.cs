namespace CrossSell.Tests;

/// <summary>A test of what Linux alone tells of its processes; it is counted as skipped elsewhere.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    /// <summary>Skips where there is no <c>/proc/PID/smaps</c>.</summary>
    public LinuxFactAttribute() => Skip = File.Exists("/proc/self/smaps") ? null : "there is no /proc/self/smaps";
}
