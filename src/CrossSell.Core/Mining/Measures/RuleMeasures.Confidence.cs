using CrossSell.Numerics;

namespace CrossSell.Mining;

// Confidence, and what it is compared with: the consequent's share of all transactions, or of those without the antecedent.
public static partial class RuleMeasures
{
    /// <summary>Share of the antecedent's transactions that hold the consequent too: n11/n1x.</summary>
    public static RuleMeasure Confidence { get; } = new(
        name: "confidence",
        title: "Confidence",
        formula: "n11/n1x",
        range: "[0, 1]",
        undefinedWhen: "n1x = 0",
        source: "Agrawal, Imielinski, Swami 1993",
        evaluate: static t => Ratio.Of(t.N11, t.N1x),
        isNullInvariant: true);

    /// <summary>How many times more often the two sides meet than by chance: n*n11/(n1x*nx1).</summary>
    public static RuleMeasure Lift { get; } = new(
        name: "lift",
        title: "Lift (interest)",
        formula: "n*n11/(n1x*nx1)",
        range: "[0, Inf)",
        undefinedWhen: "n1x = 0 or nx1 = 0",
        source: "Brin, Motwani, Ullman, Tsur 1997",
        evaluate: static t => Ratio.Of((double)t.N * t.N11, (double)t.N1x * t.Nx1),
        isSymmetric: true);

    /// <summary>Share of all transactions that hold both sides beyond what chance gives: n11/n - n1x*nx1/n^2.</summary>
    public static RuleMeasure Leverage { get; } = new(
        name: "leverage",
        title: "Leverage (Piatetsky-Shapiro)",
        formula: "d/n^2 = n11/n - n1x*nx1/n^2",
        range: "[-0.25, 0.25]",
        undefinedWhen: NoTransactions,
        source: "Piatetsky-Shapiro 1991",
        evaluate: static t => Ratio.Of(t.Determinant, (double)t.N * t.N),
        isSymmetric: true);

    /// <summary>How many times more often the rule would fail if its sides were independent: n1x*nx0/(n*n10).</summary>
    public static RuleMeasure Conviction { get; } = new(
        name: "conviction",
        title: "Conviction",
        formula: "n1x*nx0/(n*n10)",
        range: "[0, Inf]",
        undefinedWhen: "n1x = 0 or nx0 = 0; Inf when n10 = 0 otherwise (the rule never fails)",
        source: "Brin, Motwani, Ullman, Tsur 1997",
        evaluate: static t => Ratio.Of((double)t.N1x * t.Nx0, (double)t.N * t.N10));

    /// <summary>Confidence less the consequent's share of all transactions: n11/n1x - nx1/n.</summary>
    public static RuleMeasure AddedValue { get; } = new(
        name: "addedValue",
        title: "Added value (centred confidence)",
        formula: "d/(n*n1x) = n11/n1x - nx1/n",
        range: "(-1, 1)",
        undefinedWhen: "n1x = 0",
        source: "Tan, Kumar, Srivastava 2004",
        evaluate: static t => Ratio.Of(t.Determinant, (double)t.N * t.N1x),
        aliases: "centeredConfidence");

    /// <summary>Added value as a share of the most it could be: (n11/n1x - nx1/n)/(1 - nx1/n).</summary>
    public static RuleMeasure Certainty { get; } = new(
        name: "certainty",
        title: "Certainty factor",
        formula: "d/(n1x*nx0) = (n11/n1x - nx1/n)/(1 - nx1/n)",
        range: "(-Inf, 1]",
        undefinedWhen: "n1x = 0 or nx0 = 0",
        source: "Berzal, Blanco, Sanchez, Vila 2002",
        evaluate: static t => Ratio.Of(t.Determinant, (double)t.N1x * t.Nx0));

    /// <summary>Difference of confidence as a share of the larger confidence: from -1, never together, to 1, never apart.</summary>
    public static RuleMeasure Zhang { get; } = new(
        name: "zhang",
        title: "Zhang's measure",
        formula: "d/max(n11*n0x, n01*n1x) = (n11/n1x - n01/n0x)/max(n11/n1x, n01/n0x)",
        range: "[-1, 1]",
        undefinedWhen: "n1x = 0, n0x = 0 or nx1 = 0",
        source: "Zhang 2000",
        evaluate: static t => Ratio.AtMostOne(t.Determinant, Math.Max((double)t.N11 * t.N0x, (double)t.N01 * t.N1x)));

    /// <summary>Confidence with the antecedent less confidence without it: n11/n1x - n01/n0x.</summary>
    public static RuleMeasure DifferenceOfConfidence { get; } = new(
        name: "doc",
        title: "Difference of confidence",
        formula: "d/(n1x*n0x) = n11/n1x - n01/n0x",
        range: "[-1, 1]",
        undefinedWhen: "n1x = 0 or n0x = 0",
        source: "Hofmann, Wilhelm 2001",
        evaluate: static t => Ratio.Of(t.Determinant, (double)t.N1x * t.N0x));

    /// <summary>How many times more likely the consequent is with the antecedent than without: (n11/n1x)/(n01/n0x).</summary>
    public static RuleMeasure RelativeRisk { get; } = new(
        name: "relativeRisk",
        title: "Relative risk",
        formula: "n11*n0x/(n1x*n01) = (n11/n1x)/(n01/n0x)",
        range: "[0, Inf]",
        undefinedWhen: "n1x = 0, n0x = 0 or nx1 = 0; Inf when n01 = 0 otherwise (never without the antecedent)",
        source: "Sistrom, Garvan 2004",
        evaluate: static t => Ratio.Of((double)t.N11 * t.N0x, (double)t.N1x * t.N01));

    /// <summary>Confidence drawn towards one half, more so for rare antecedents: (n11 + 1)/(n1x + 2).</summary>
    public static RuleMeasure Laplace { get; } = new(
        name: "laplace",
        title: "Laplace-corrected confidence",
        formula: "(n11 + 1)/(n1x + 2)",
        range: "(0, 1)",
        undefinedWhen: "never",
        source: "Clark, Boswell 1991",
        evaluate: static t => (t.N11 + 1.0) / (t.N1x + 2.0),
        isNullInvariant: true);

    /// <summary>Order of magnitude of the relative risk, Laplace-corrected: log10(((n11 + 1)(n0x + 2))/((n01 + 1)(n1x + 2))).</summary>
    public static RuleMeasure Importance { get; } = new(
        name: "importance",
        title: "Importance",
        formula: "log10(((n11 + 1)*(n0x + 2))/((n01 + 1)*(n1x + 2)))",
        range: "(-Inf, Inf)",
        undefinedWhen: "never",
        source: "Microsoft Association Algorithm Technical Reference (SQL Server Analysis Services)",
        evaluate: static t => ImportanceOf(t));

    // ln(p/q) as ln(1 + (p - q)/q) with an exact p - q, so that an importance near 0 keeps its digits.
    private static double ImportanceOf(RuleCounts t)
    {
        Int128 p = Math.BigMul(t.N11 + 1, t.N0x + 2), q = Math.BigMul(t.N01 + 1, t.N1x + 2);
        double excess = (double)(p - q) / (double)q;
        return (Math.Abs(excess) < 0.5 ? SpecialFunctions.LogOnePlus(excess) : Math.Log((double)p / (double)q)) / Math.Log(10);
    }
}
