namespace CrossSell;

/// <summary>What a hybrid's score of one product is made of, and why it is high.</summary>
/// <param name="Product">The product's place.</param>
/// <param name="Logit">The log odds of the purchase within the horizon, calibrated.</param>
/// <param name="Contributions">What adds up to it, to 1e-9.</param>
/// <param name="Reason">What the score would fall without.</param>
public sealed record HybridExplanation(int Product, double Logit, IReadOnlyList<HybridContribution> Contributions, RankingReason Reason)
{
    /// <summary>The probability that belongs to the logit.</summary>
    public double Probability => new RankedProduct(Product, Logit).Probability;
}
