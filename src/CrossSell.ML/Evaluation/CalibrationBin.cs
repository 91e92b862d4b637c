namespace CrossSell.ML;

/// <summary>One point of a calibration curve: customers with similar probabilities, and how many of them bought.</summary>
/// <param name="Weight">The number of customers, by weight; above 0.</param>
/// <param name="MeanProbability">The mean of what was predicted.</param>
/// <param name="ObservedRate">The share that bought.</param>
public sealed record CalibrationBin(double Weight, double MeanProbability, double ObservedRate);
