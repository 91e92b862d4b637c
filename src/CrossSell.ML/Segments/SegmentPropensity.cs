namespace CrossSell.ML;

/// <summary>How likely a group of customers is to buy.</summary>
/// <param name="Name">The group.</param>
/// <param name="Customers">How many customers it has, 1 or more.</param>
/// <param name="MeanProbability">The mean of their probabilities, 0 to 1, with the range in which the mean of all customers like these lies; 0 to 1 for one customer alone.</param>
/// <param name="Buyers">How many of them are expected to buy, with the range in which their number falls, whole numbers.</param>
public sealed record SegmentPropensity(string Name, int Customers, Interval MeanProbability, Interval Buyers);
