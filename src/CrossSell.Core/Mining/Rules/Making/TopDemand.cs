namespace CrossSell.Mining;

/// <summary>How many of the best rules are wanted, and by which measure.</summary>
/// <param name="Count">How many.</param>
/// <param name="Measure">What they are compared by.</param>
/// <param name="SmallestFirst">Whether small values are the strong ones.</param>
internal sealed record TopDemand(int Count, RuleMeasure Measure, bool SmallestFirst);
