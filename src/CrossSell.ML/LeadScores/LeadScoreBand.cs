namespace CrossSell.ML;

/// <summary>What a sum of points says.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="FromPoints">The least sum.</param>
/// <param name="ToPoints">The greatest sum.</param>
/// <param name="Customers">How many customers of the training have such a sum, by weight.</param>
/// <param name="Probability">The mean calibrated probability of a purchase, between 0 and 1.</param>
/// <param name="BuyerShare">The share of these customers that did buy. It comes from the training, so it flatters a little.</param>
/// <param name="Lift">The probability over the mean of all.</param>
public sealed record LeadScoreBand(int FromPoints, int ToPoints, double Customers, double Probability, double BuyerShare, double Lift);
