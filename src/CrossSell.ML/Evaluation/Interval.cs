namespace CrossSell.ML;

/// <summary>A measure and the range in which it lies when the customers are drawn again.</summary>
/// <param name="Value">The measure on the customers as they are.</param>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
public sealed record Interval(double Value, double Lower, double Upper);
