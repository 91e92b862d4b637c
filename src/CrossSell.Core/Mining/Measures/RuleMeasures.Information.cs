using CrossSell.Numerics;

namespace CrossSell.Mining;

// How much the antecedent tells about the consequent. Logarithms are natural; 0 ln 0 = 0.
public static partial class RuleMeasures
{
    /// <summary>What the rule tells where it applies, in nats, times how often it applies.</summary>
    public static RuleMeasure JMeasure { get; } = new(
        name: "jMeasure",
        title: "J-measure",
        formula: "n11/n*ln(n*n11/(n1x*nx1)) + n10/n*ln(n*n10/(n1x*nx0))",
        range: "[0, 1/e]",
        undefinedWhen: "n1x = 0; 0 ln 0 = 0",
        source: "Smyth, Goodman 1991",
        evaluate: static t => JMeasureOf(t));

    /// <summary>What one side tells about the other, as a share of what there is to tell.</summary>
    public static RuleMeasure MutualInformation { get; } = new(
        name: "mutualInformation",
        title: "Mutual information (normalised)",
        formula: "(sum over cells of nij/n*ln(n*nij/(nix*nxj)))/min(H(n1x/n), H(nx1/n)), H(p) = -p*ln(p) - (1 - p)*ln(1 - p)",
        range: "[0, 1]",
        undefinedWhen: OneSideIsConstant + "; 0 ln 0 = 0",
        source: "Shannon 1948; Tan, Kumar, Srivastava 2004",
        evaluate: static t => MutualInformationOf(t),
        isSymmetric: true);

    /// <summary>How much purer, by Gini's index of the consequent, the transactions are once split by the antecedent.</summary>
    public static RuleMeasure Gini { get; } = new(
        name: "gini",
        title: "Gini gain",
        formula: "2*d^2/(n^2*n1x*n0x) = n1x/n*((n11/n1x)^2 + (n10/n1x)^2) + n0x/n*((n01/n0x)^2 + (n00/n0x)^2) - (nx1/n)^2 - (nx0/n)^2",
        range: "[0, 0.5]",
        undefinedWhen: "n1x = 0 or n0x = 0",
        source: "Breiman, Friedman, Olshen, Stone 1984; Tan, Kumar, Srivastava 2004",
        evaluate: static t => Ratio.Of(2 * Square(t.Determinant), Square((double)t.N) * ((double)t.N1x * t.N0x)));

    // The logarithms of the formula cancel near independence. Written as deviances (observed - expected sums to 0 over a row) they do not.
    private static double? JMeasureOf(RuleCounts t)
    {
        if (t.N1x == 0)
        {
            return null;
        }

        if (t.Nx1 == 0 || t.Nx0 == 0)
        {
            return 0.0;
        }

        double n = t.N, difference = t.Determinant / n;
        return (SpecialFunctions.Deviance(t.N11, (double)t.N1x * t.Nx1 / n, difference)
            + SpecialFunctions.Deviance(t.N10, (double)t.N1x * t.Nx0 / n, -difference)) / n;
    }

    private static double? MutualInformationOf(RuleCounts t)
    {
        if (ProductOfMargins(t) == 0)
        {
            return null;
        }

        double entropy = Math.Min(EntropyTimesN(t.N1x, t.N0x), EntropyTimesN(t.Nx1, t.Nx0));
        return Math.Min(1.0, Hypergeometric.TotalDeviance(t.N11, t.N10, t.N01, t.N00) / entropy);
    }

    // ln(n/k) as ln(1 + (n - k)/k): the commoner side's share is near 1 for a rare product.
    private static double EntropyTimesN(double with, double without) =>
        (with * SpecialFunctions.LogOnePlus(without / with)) + (without * SpecialFunctions.LogOnePlus(with / without));
}
