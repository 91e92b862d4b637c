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
        isSymmetric: true);

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
}
