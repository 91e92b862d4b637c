namespace CrossSell.Mining;

// How strongly the two sides go together, as statistics measures it on a 2x2 table.
public static partial class RuleMeasures
{
    private const string OneSideIsConstant = "n1x, n0x, nx1 or nx0 = 0";

    /// <summary>Pearson's correlation of "holds the antecedent" and "holds the consequent".</summary>
    public static RuleMeasure Phi { get; } = new(
        name: "phi",
        title: "Phi (correlation)",
        formula: "d/sqrt(n1x*nx1*n0x*nx0)",
        range: "[-1, 1]",
        undefinedWhen: OneSideIsConstant,
        source: "Yule 1912; Tan, Kumar, Srivastava 2004",
        evaluate: static t => Ratio.AtMostOne(t.Determinant, Math.Sqrt(ProductOfMargins(t))),
        isSymmetric: true);

    /// <summary>Pearson's test statistic of independence with one degree of freedom, without Yates' correction: n*phi^2.</summary>
    public static RuleMeasure ChiSquared { get; } = new(
        name: "chiSquared",
        title: "Chi-squared",
        formula: "n*phi^2",
        range: "[0, n]",
        undefinedWhen: OneSideIsConstant,
        source: "Brin, Motwani, Silverstein 1997",
        evaluate: static t => ProductOfMargins(t) is > 0 and var product ? Math.Min(1.0, Square(t.Determinant) / product) * t.N : null,
        isSymmetric: true);

    /// <summary>Cohen's agreement of the two sides beyond chance.</summary>
    public static RuleMeasure Kappa { get; } = new(
        name: "kappa",
        title: "Kappa",
        formula: "2*d/(n1x*nx0 + n0x*nx1) = (n*n11 + n*n00 - n1x*nx1 - n0x*nx0)/(n^2 - n1x*nx1 - n0x*nx0)",
        range: "[-1, 1]",
        undefinedWhen: "n10 = n01 = 0 and one of n11, n00 = 0 (all transactions are alike)",
        source: "Cohen 1960; Tan, Kumar, Srivastava 2004",
        evaluate: static t => Ratio.AtMostOne(2 * t.Determinant, ((double)t.N1x * t.Nx0) + ((double)t.N0x * t.Nx1)),
        isSymmetric: true);

    /// <summary>Odds of the consequent with the antecedent over its odds without: n11*n00/(n10*n01).</summary>
    public static RuleMeasure OddsRatio { get; } = new(
        name: "oddsRatio",
        title: "Odds ratio",
        formula: "n11*n00/(n10*n01)",
        range: "[0, Inf]",
        undefinedWhen: "n11*n00 = 0 and n10*n01 = 0; Inf when n10*n01 = 0 otherwise",
        source: "Cornfield 1951; Tan, Kumar, Srivastava 2004",
        evaluate: static t => Ratio.Of((double)t.N11 * t.N00, (double)t.N10 * t.N01),
        isSymmetric: true);

    /// <summary>The odds ratio brought to [-1, 1]: (OR - 1)/(OR + 1).</summary>
    public static RuleMeasure YuleQ { get; } = new(
        name: "yuleQ",
        title: "Yule's Q",
        formula: "d/(n11*n00 + n10*n01) = (OR - 1)/(OR + 1)",
        range: "[-1, 1]",
        undefinedWhen: "n11*n00 = 0 and n10*n01 = 0; 1 where the odds ratio is Inf",
        source: "Yule 1900",
        evaluate: static t => Ratio.AtMostOne(t.Determinant, ((double)t.N11 * t.N00) + ((double)t.N10 * t.N01)),
        isSymmetric: true);

    /// <summary>The root of the odds ratio brought to [-1, 1]: (sqrt(OR) - 1)/(sqrt(OR) + 1).</summary>
    public static RuleMeasure YuleY { get; } = new(
        name: "yuleY",
        title: "Yule's Y",
        formula: "d/(sqrt(n11*n00) + sqrt(n10*n01))^2 = (sqrt(OR) - 1)/(sqrt(OR) + 1)",
        range: "[-1, 1]",
        undefinedWhen: "n11*n00 = 0 and n10*n01 = 0; 1 where the odds ratio is Inf",
        source: "Yule 1912",
        evaluate: static t => YuleYOf(t),
        isSymmetric: true);

    // The square of the sum is written out: exactly 1 when one of the products is 0.
    private static double? YuleYOf(RuleCounts t)
    {
        double agree = (double)t.N11 * t.N00, disagree = (double)t.N10 * t.N01;
        return Ratio.AtMostOne(t.Determinant, agree + disagree + (2 * Math.Sqrt(agree * disagree)));
    }

    // The margins pair up so that the reversed rule gives the same bits.
    private static double ProductOfMargins(RuleCounts t) => ((double)t.N1x * t.Nx1) * ((double)t.N0x * t.Nx0);

    private static double Square(double x) => x * x;
}
