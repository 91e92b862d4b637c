namespace CrossSell.ML;

/// <summary>A segment: who belongs to it, how many there are, and where they stand in the targets.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Name">A short name, "S1" for the largest and so on.</param>
/// <param name="Conditions">What holds for all its customers, in the ordinal order of the columns; empty when there is one segment only.</param>
/// <param name="Customers">The number of customers that it was found on.</param>
/// <param name="Share">Their share, from 0 to 1.</param>
/// <param name="Means">For each target the mean of the segment.</param>
public sealed record SegmentRule(string Name, IReadOnlyList<SegmentCondition> Conditions, int Customers, double Share, IReadOnlyList<double> Means);
