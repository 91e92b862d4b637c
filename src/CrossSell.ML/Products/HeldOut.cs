using CrossSell.ML.Learning;

namespace CrossSell.ML.Products;

/// <summary>Logits of rows and products that were held out, with the answers.</summary>
/// <param name="Logits">What the model said.</param>
/// <param name="Labels">0 or 1.</param>
/// <param name="BaseLogits">What the product's base rate in the training part says.</param>
internal sealed record HeldOut(double[] Logits, double[] Labels, double[] BaseLogits)
{
    public static HeldOut Join(IReadOnlyList<HeldOut> parts) => new(
        [.. parts.SelectMany(part => part.Logits)], [.. parts.SelectMany(part => part.Labels)], [.. parts.SelectMany(part => part.BaseLogits)]);

    /// <summary>The mean log loss; NaN without rows.</summary>
    public double Loss => Validation.MeanLoss(Logits, Labels, weights: null);

    /// <summary>The mean log loss of the base rates.</summary>
    public double BaseLoss => Validation.MeanLoss(BaseLogits, Labels, weights: null);
}
