namespace CrossSell.ML;

/// <summary>One part of a gains table: customers of one rank, the best first.</summary>
/// <param name="Part">1 for the customers with the highest probabilities.</param>
/// <param name="Customers">How many there are in this part, by weight.</param>
/// <param name="Buyers">How many of them bought; of customers with equal probabilities at a border, the expected number.</param>
/// <param name="MeanProbability">The mean of what was predicted for them, 0 to 1.</param>
/// <param name="ObservedRate">The share of them that bought, 0 to 1.</param>
/// <param name="CumulativeBuyers">How many bought in this part and all better ones.</param>
/// <param name="Gain">The share of all buyers in this part and all better ones, 0 to 1; null without buyers.</param>
/// <param name="Lift">How many times as many buyers this part and all better ones hold as so many customers at random; null without buyers.</param>
public sealed record GainRow(
    int Part, double Customers, double Buyers, double MeanProbability, double ObservedRate, double CumulativeBuyers, double? Gain, double? Lift);
