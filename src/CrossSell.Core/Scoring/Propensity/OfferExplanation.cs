namespace CrossSell;

/// <summary>Why a customer gets a product's probability.</summary>
/// <param name="Product">The product.</param>
/// <param name="BaseLogit">The mean logit of the training customers.</param>
/// <param name="Contributions">What moves this customer away from it, in the order of the model's fields, the rules last; what moves nothing is left out.</param>
/// <param name="Logit">The base and all contributions together.</param>
/// <param name="Probability">
/// The probability that belongs to it. With <see cref="PropensityLink.NextProduct"/> that among all products that the customer lacks.
/// </param>
public sealed record OfferExplanation(ProductId Product, double BaseLogit, IReadOnlyList<OfferContribution> Contributions, double Logit, double Probability)
{
    /// <summary>The contributions by size, the greatest first; ties keep their order.</summary>
    public IEnumerable<OfferContribution> Strongest => Contributions.OrderByDescending(contribution => Math.Abs(contribution.Contribution));
}
