using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>A product that a ranking offers, and how strongly.</summary>
/// <param name="Product">The product's place.</param>
/// <param name="Logit">The log odds of the purchase within the horizon.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RankedProduct(int Product, double Logit)
{
    /// <summary>The probability of the purchase, above 0 and below 1.</summary>
    public double Probability => Logit >= 0 ? 1 / (1 + Math.Exp(-Logit)) : Math.Exp(Logit) / (1 + Math.Exp(Logit));
}
