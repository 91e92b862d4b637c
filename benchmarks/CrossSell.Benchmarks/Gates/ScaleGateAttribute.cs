namespace CrossSell.Benchmarks.Gates;

/// <summary>Holds a benchmark with one parameter, its size, to a growth: time(10n) / time(n) for each size and the next. 10 is linear.</summary>
/// <param name="maxGrowth">The most that ten times the rows may multiply the time (medians of CPU time).</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ScaleGateAttribute(double maxGrowth) : Attribute
{
    public double MaxGrowth { get; } = maxGrowth;
}
