using Perfolizer.Horology;

namespace CrossSell.Benchmarks.Gates;

/// <summary>Counts the CPU time of this process, all its threads, in place of time on the wall: strangers on the same cores then hardly spoil a ratio.</summary>
/// <remarks>So a benchmark that uses two cores for half as long measures the same as one that uses one core; no gate profits from more cores.</remarks>
internal sealed class CpuClock : IClock
{
    public string Title => "CPU time";

    public bool IsAvailable => !OperatingSystem.IsBrowser() && !OperatingSystem.IsIOS() && !OperatingSystem.IsTvOS();

    public Frequency Frequency => new(TimeSpan.TicksPerSecond);

#pragma warning disable CA1416 // IsAvailable tells where it does not work.
    public long GetTimestamp() => Environment.CpuUsage.TotalTime.Ticks;
#pragma warning restore CA1416
}
