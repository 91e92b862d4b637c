using System.Globalization;
using CrossSell.Numerics;

namespace CrossSell.Mining;

// Whether chance alone explains the rule: H is n11 when both sides are shuffled, hypergeometric(n, nx1, n1x).
public static partial class RuleMeasures
{
    /// <summary>Probability that independent sides of these frequencies meet at least as often: P[H >= n11].</summary>
    public static RuleMeasure FishersExactTest { get; } = new(
        name: "fishersExactTest",
        title: "Fisher's exact test (one-sided p value)",
        formula: "P[H >= n11], H ~ hypergeometric(n, nx1, n1x)",
        range: "[0, 1]",
        undefinedWhen: "never; 1 when n1x, n0x, nx1 or nx0 = 0 (no other table is possible)",
        source: "Fisher 1935; Hahsler, Hornik 2007",
        evaluate: static t => Hypergeometric.UpperTail(t.N11, t.N10, t.N01, t.N00),
        isSymmetric: true,
        lowerIsStronger: true);

    /// <summary>Probability that independent sides of these frequencies meet less often: P[H &lt; n11].</summary>
    public static RuleMeasure HyperConfidence { get; } = new(
        name: "hyperConfidence",
        title: "Hyper-confidence",
        formula: "P[H < n11] = 1 - fishersExactTest",
        range: "[0, 1]",
        undefinedWhen: "never; 0 when n1x, n0x, nx1 or nx0 = 0 (no other table is possible)",
        source: "Hahsler, Hornik 2007",
        evaluate: static t => Hypergeometric.LowerTail(t.N11, t.N10, t.N01, t.N00),
        isSymmetric: true);

    /// <summary>Probability that independent sides of these frequencies meet more often: P[H > n11]; near 1 for substitutes.</summary>
    public static RuleMeasure HyperConfidenceSubstitutes { get; } = new(
        name: "hyperConfidenceSubstitutes",
        title: "Hyper-confidence of substitutes",
        formula: "P[H > n11]",
        range: "[0, 1]",
        undefinedWhen: "never; 0 when n1x, n0x, nx1 or nx0 = 0 (no other table is possible)",
        source: "Hahsler, Hornik 2007",
        evaluate: static t => Hypergeometric.AboveTail(t.N11, t.N10, t.N01, t.N00),
        isSymmetric: true);

    /// <summary>How many times as often the sides meet as the most that chance explains in 99 of 100 cases.</summary>
    public static RuleMeasure HyperLift { get; } = HyperLiftAt(0.99);

    /// <summary>Hyper-lift with another quantile than 0.99.</summary>
    /// <param name="quantile">More than 0, less than 1; 0.95 and 0.99 are usual.</param>
    /// <returns>The measure, named <c>hyperLift</c> as well; it is not in <see cref="All"/> unless the quantile is 0.99.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quantile is not between 0 and 1.</exception>
    public static RuleMeasure HyperLiftAt(double quantile)
    {
        if (quantile is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(quantile), quantile, string.Create(CultureInfo.InvariantCulture, $"The quantile is {quantile}; it must be more than 0 and less than 1."));
        }

        return new RuleMeasure(
            name: "hyperLift",
            title: "Hyper-lift",
            formula: string.Create(CultureInfo.InvariantCulture, $"n11/q, q the least with P[H <= q] >= {quantile}"),
            range: "[0, Inf]",
            undefinedWhen: "n11 = 0 and q = 0; Inf when only q = 0",
            source: "Hahsler, Hornik 2007",
            evaluate: t => Ratio.Of(t.N11, Hypergeometric.Quantile(quantile, t.N1x, t.Nx1, t.N)),
            isSymmetric: true);
    }
}
