namespace CrossSell.Mining;

// More statistics of the whole 2x2 table: agreement, prediction, and what geneticists and classifiers brought along.
public static partial class RuleMeasures
{
    private const string AllAlike = "all transactions are alike (three of the counts are 0)";

    /// <summary>Meetings beyond those that chance gives, in standard deviations of a Poisson count.</summary>
    public static RuleMeasure Lerman { get; } = new(
        name: "lerman",
        title: "Lerman similarity",
        formula: "d/sqrt(n*n1x*nx1) = (n11 - n1x*nx1/n)/sqrt(n1x*nx1/n)",
        range: "(-Inf, Inf)",
        undefinedWhen: OneSideNeverOccurs,
        source: "Lerman 1981",
        evaluate: static t => Ratio.Of(t.Determinant, Math.Sqrt((double)t.N1x * t.Nx1) * Math.Sqrt(t.N)),
        isSymmetric: true);

    /// <summary>Odds that the sides agree (both or neither) over those odds by chance.</summary>
    public static RuleMeasure CollectiveStrength { get; } = new(
        name: "collectiveStrength",
        title: "Collective strength",
        formula: "(n11 + n00)/(n10 + n01)*(n1x*nx0 + n0x*nx1)/(n1x*nx1 + n0x*nx0)",
        range: "[0, Inf]",
        undefinedWhen: AllAlike + "; Inf when n10 + n01 = 0 otherwise",
        source: "Aggarwal, Yu 1998",
        evaluate: static t => Ratio.Of(
            ((double)t.N11 + t.N00) * (((double)t.N1x * t.Nx0) + ((double)t.N0x * t.Nx1)),
            ((double)t.N10 + t.N01) * (((double)t.N1x * t.Nx1) + ((double)t.N0x * t.Nx0))),
        isSymmetric: true);

    /// <summary>How far the sides are from independence, as a share of the farthest that their frequencies allow; whatever the direction.</summary>
    public static RuleMeasure RelativeLinkage { get; } = new(
        name: "RLD",
        title: "Relative linkage disequilibrium",
        formula: "d/(d + n*min(n10, n01)) for d > 0, else d/(d - n*min(n11, n00))",
        range: "[0, 1]",
        undefinedWhen: OneSideIsConstant,
        source: "Kenett, Salini 2008",
        evaluate: static t => ProductOfMargins(t) == 0 ? null : RelativeLinkageOf(t),
        isSymmetric: true);

    /// <summary>By how much knowing the antecedent lowers the errors of guessing the consequent by majority.</summary>
    public static RuleMeasure Lambda { get; } = new(
        name: "lambda",
        title: "Goodman and Kruskal's lambda",
        formula: "(max(n11, n10) + max(n01, n00) - max(nx1, nx0))/(n - max(nx1, nx0))",
        range: "[0, 1]",
        undefinedWhen: "nx1 = 0 or nx0 = 0",
        source: "Goodman, Kruskal 1954; Tan, Kumar, Srivastava 2004",
        evaluate: static t => Ratio.Of(
            Math.Max(t.N11, t.N10) + Math.Max(t.N01, t.N00) - Math.Max(t.Nx1, t.Nx0),
            Math.Min(t.Nx1, t.Nx0)));

    /// <summary>Share of the transactions that agree with the rule and its contraposition: both sides or neither, (n11 + n00)/n.</summary>
    public static RuleMeasure CausalSupport { get; } = new(
        name: "causalSupport",
        title: "Causal support",
        formula: "(n11 + n00)/n",
        range: "[0, 1]",
        undefinedWhen: NoTransactions,
        source: "Kodratoff 2001",
        evaluate: static t => Ratio.Of(t.N11 + t.N00, t.N),
        isSymmetric: true,
        aliases: "casualSupport");

    private static double RelativeLinkageOf(RuleCounts t)
    {
        double d = t.Determinant, n = t.N;
        return d switch
        {
            0 => 0.0,
            > 0 => d / (d + (n * Math.Min(t.N10, t.N01))),
            _ => d / (d - (n * Math.Min(t.N11, t.N00))),
        };
    }
}
