namespace CrossSell;

/// <summary>What may be sold to a segment in one category.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Category">The category's place in the white space.</param>
/// <param name="Gaps">How many customers may be offered something of it now.</param>
/// <param name="MeanPropensity">The mean propensity of these, from 0 to 1; NaN when there are none.</param>
/// <param name="ExpectedMargin">The expected margin of all these gaps.</param>
public sealed record CategoryOutlook(int Category, int Gaps, double MeanPropensity, double ExpectedMargin);
