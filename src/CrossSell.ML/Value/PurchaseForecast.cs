namespace CrossSell.ML;

/// <summary>What is expected of one customer over a horizon.</summary>
/// <param name="ProbabilityAlive">P(the customer still buys); under <see cref="LeavingRule.AfterRepeatPurchase"/> 1 for one who has not bought again yet.</param>
/// <param name="Expected">The expected number of occasions.</param>
/// <param name="StandardError">What the uncertainty of the parameters does to <paramref name="Expected"/>, those at a bound taken as known; null when the data tell none.</param>
/// <param name="Least">Lower end of the interval in which the number itself falls, a whole number.</param>
/// <param name="Most">Upper end of that interval, a whole number.</param>
public sealed record PurchaseForecast(double ProbabilityAlive, double Expected, double? StandardError, int Least, int Most);
