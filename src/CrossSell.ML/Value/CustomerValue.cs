namespace CrossSell.ML;

/// <summary>What a customer is worth over a horizon.</summary>
/// <remarks>Where a purchase is unlikely, the interval may be 0 to 0 while the expectation is above 0: most such customers bring nothing, a few bring much.</remarks>
/// <param name="ExpectedMargin">The expected margin, in the currency of the purchases.</param>
/// <param name="Lower">Lower end of the interval in which the margin itself falls.</param>
/// <param name="Upper">Upper end of that interval.</param>
/// <param name="ProbabilityAlive">P(the customer still buys).</param>
/// <param name="ExpectedPurchases">The expected number of occasions.</param>
/// <param name="ExpectedSpend">The expected spend of an occasion.</param>
public sealed record CustomerValue(double ExpectedMargin, double Lower, double Upper, double ProbabilityAlive, double ExpectedPurchases, double ExpectedSpend);
