using System.Runtime.InteropServices;

namespace CrossSell.ML.Trees;

/// <summary>Between what the advice of all leaves below a node must lie, so that a monotone column stays monotone across the whole tree.</summary>
/// <remarks>As in XGBoost: after a question about a monotone column the middle of both advices parts the two sides, and everything below keeps to its side.</remarks>
/// <param name="Lower">The least.</param>
/// <param name="Upper">The greatest.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LeafBounds(double Lower, double Upper)
{
    public static LeafBounds Open => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>The best advice inside the bounds for these sums.</summary>
    public double Advice(double gradient, double hessian, double ridge) => Math.Clamp(-gradient / (hessian + ridge), Lower, Upper);

    /// <summary>What an advice wins, in log likelihood to second order.</summary>
    public static double Win(double gradient, double hessian, double ridge, double advice) => -advice * (gradient + ((hessian + ridge) * advice / 2));

    public (LeafBounds Left, LeafBounds Right) Part(Monotonicity direction, double left, double right)
    {
        double middle = (left + right) / 2;
        return direction switch
        {
            Monotonicity.Increasing => (this with { Upper = middle }, this with { Lower = middle }),
            Monotonicity.Decreasing => (this with { Lower = middle }, this with { Upper = middle }),
            _ => (this, this),
        };
    }
}
