namespace CrossSell.Benchmarks.Gates;

/// <summary>Holds a benchmark to a share of its baseline's time and to an amount of memory; <c>--gate</c> checks it.</summary>
/// <param name="maxRatio">
/// The most time, as a multiple of the baseline of the same group (medians of CPU time). A tripwire: three to four times what was measured, because strangers share the
/// machine; never above the ratio that the library promises.
/// </param>
/// <param name="maxBytes">The most bytes allocated by one call: exact when 0; otherwise with room for what the number of cores changes.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GateAttribute(double maxRatio, long maxBytes = GateAttribute.AnyBytes) : Attribute
{
    /// <summary>The memory is not gated.</summary>
    public const long AnyBytes = long.MaxValue;

    public double MaxRatio { get; } = maxRatio;

    public long MaxBytes { get; } = maxBytes;
}
