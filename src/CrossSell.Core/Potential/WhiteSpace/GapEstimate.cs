using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>What an offer may bring.</summary>
/// <param name="Propensity">P(the customer takes it over the horizon that the estimate is of), from 0 to 1.</param>
/// <param name="Margin">What it earns then, in the catalogue's currency; finite.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GapEstimate(double Propensity, double Margin)
{
    /// <summary>The expected margin.</summary>
    public double ExpectedMargin => Propensity * Margin;
}
