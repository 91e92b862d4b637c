namespace CrossSell;

/// <summary>A figure and the range that covers it with the confidence that was asked for.</summary>
/// <param name="Value">The figure on the data as they are.</param>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
public sealed record Interval(double Value, double Lower, double Upper);
