namespace CrossSell.Mining;

// How alike the two sides are among the transactions that hold at least one of them: n00 plays no part.
public static partial class RuleMeasures
{
    private const string NeitherSideOccurs = "n1x = 0 and nx1 = 0";
    private const string OneSideNeverOccurs = "n1x = 0 or nx1 = 0";

    /// <summary>Geometric mean of the confidences of the rule and of its reverse: n11/sqrt(n1x*nx1).</summary>
    public static RuleMeasure Cosine { get; } = new(
        name: "cosine",
        title: "Cosine",
        formula: "n11/sqrt(n1x*nx1)",
        range: "[0, 1]",
        undefinedWhen: OneSideNeverOccurs,
        source: "Tan, Kumar, Srivastava 2004",
        evaluate: static t => Ratio.AtMostOne(t.N11, Math.Sqrt((double)t.N1x * t.Nx1)),
        isSymmetric: true,
        isNullInvariant: true);

    /// <summary>Share of the transactions with either side that hold both: n11/(n1x + nx1 - n11).</summary>
    public static RuleMeasure Jaccard { get; } = new(
        name: "jaccard",
        title: "Jaccard",
        formula: "n11/(n1x + nx1 - n11)",
        range: "[0, 1]",
        undefinedWhen: NeitherSideOccurs,
        source: "Jaccard 1901; Tan, Kumar, Srivastava 2004",
        evaluate: static t => Ratio.Of(t.N11, t.N11 + t.N10 + t.N01),
        isSymmetric: true,
        isNullInvariant: true);

    /// <summary>Mean of the confidences of the rule and of its reverse: (n11/n1x + n11/nx1)/2.</summary>
    public static RuleMeasure Kulczynski { get; } = new(
        name: "kulczynski",
        title: "Kulczynski",
        formula: "(n11/n1x + n11/nx1)/2",
        range: "[0, 1]",
        undefinedWhen: OneSideNeverOccurs,
        source: "Wu, Chen, Han 2010",
        evaluate: static t => (Ratio.Of(t.N11, t.N1x) + Ratio.Of(t.N11, t.Nx1)) / 2,
        isSymmetric: true,
        isNullInvariant: true);

    /// <summary>The larger of the confidences of the rule and of its reverse: n11/min(n1x, nx1).</summary>
    public static RuleMeasure MaxConfidence { get; } = new(
        name: "maxConfidence",
        title: "Maximum confidence",
        formula: "max(n11/n1x, n11/nx1)",
        range: "[0, 1]",
        undefinedWhen: OneSideNeverOccurs,
        source: "Wu, Chen, Han 2010",
        evaluate: static t => Ratio.Of(t.N11, Math.Min(t.N1x, t.Nx1)),
        isSymmetric: true,
        isNullInvariant: true);

    /// <summary>How unequal in frequency the two sides are: |n1x - nx1|/(n1x + nx1 - n11).</summary>
    public static RuleMeasure Imbalance { get; } = new(
        name: "imbalance",
        title: "Imbalance ratio",
        formula: "abs(n1x - nx1)/(n1x + nx1 - n11)",
        range: "[0, 1]",
        undefinedWhen: NeitherSideOccurs,
        source: "Wu, Chen, Han 2010",
        evaluate: static t => Ratio.Of(Math.Abs(t.N10 - t.N01), t.N11 + t.N10 + t.N01),
        isSymmetric: true,
        isNullInvariant: true);
}
