using System.Globalization;

namespace CrossSell.Mining;

// Kin of confidence and lift: the same comparison on another scale, or weighed by how often the rule applies.
public static partial class RuleMeasures
{
    /// <summary>Lift less 1, so that 0 is independence: d/(n1x*nx1).</summary>
    public static RuleMeasure VaryingLiaison { get; } = new(
        name: "varyingLiaison",
        title: "Varying rates liaison",
        formula: "d/(n1x*nx1) = n*n11/(n1x*nx1) - 1",
        range: "[-1, Inf)",
        undefinedWhen: OneSideNeverOccurs,
        source: "Bernard, Charron 1996",
        evaluate: static t => Ratio.Of(t.Determinant, (double)t.N1x * t.Nx1),
        isSymmetric: true);

    /// <summary>Where lift stands between the least and the most that the frequencies of the sides allow for a rule that occurs.</summary>
    public static RuleMeasure StandardisedLift { get; } = new(
        name: "stdLift",
        title: "Standardised lift",
        formula: "(n11 - l)/(min(n1x, nx1) - l), l = max(n11 - n00, 1)",
        range: "[0, 1]",
        undefinedWhen: "n11 = 0; 1 when no other n11 is possible",
        source: "McNicholas, Murphy, O'Regan 2008",
        evaluate: static t => t.N11 == 0 ? null : Standardised(t, Math.Max(t.N11 - t.N00, 1)),
        isSymmetric: true);

    /// <summary>The root of the support times the added value: favours rules that are both frequent and telling.</summary>
    public static RuleMeasure Klosgen { get; } = new(
        name: "klosgen",
        title: "Klosgen",
        formula: "sqrt(n11/n)*(n11/n1x - nx1/n)",
        range: "(-1, 1)",
        undefinedWhen: "n1x = 0",
        source: "Klosgen 1992; Tan, Kumar, Srivastava 2004",
        evaluate: static t => Ratio.Of(Math.Sqrt((double)t.N11 / t.N) * t.Determinant + 0.0, (double)t.N * t.N1x));

    /// <summary>Confidence times support: n11^2/(n*n1x).</summary>
    public static RuleMeasure RulePowerFactor { get; } = new(
        name: "rulePowerFactor",
        title: "Rule power factor",
        formula: "n11^2/(n*n1x)",
        range: "[0, 1]",
        undefinedWhen: "n1x = 0",
        source: "Ochin, Kumar, Joshi 2016",
        evaluate: static t => Ratio.Of((double)t.N11 * t.N11, (double)t.N * t.N1x));

    /// <summary>Mean of the confidence of the rule and of its contraposition, "no consequent -> no antecedent".</summary>
    public static RuleMeasure CausalConfidence { get; } = new(
        name: "causalConfidence",
        title: "Causal confidence",
        formula: "(n11/n1x + n00/nx0)/2",
        range: "[0, 1]",
        undefinedWhen: "n1x = 0 or nx0 = 0",
        source: "Kodratoff 2001",
        evaluate: static t => (Ratio.Of(t.N11, t.N1x) + Ratio.Of(t.N00, t.Nx0)) / 2,
        aliases: "casualConfidence");

    /// <summary>Standardised lift that allows for the thresholds that the rules were mined with: 0 is a rule that just met them.</summary>
    /// <param name="minSupport">The smallest support of a rule, 0 to 1.</param>
    /// <param name="minConfidence">The smallest confidence of a rule, 0 to 1.</param>
    /// <returns>The measure, named <c>stdLift</c> as well; it is not in <see cref="All"/>. Below 0 for rules that miss a threshold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A threshold is not from 0 to 1.</exception>
    public static RuleMeasure StandardisedLiftAbove(double minSupport, double minConfidence)
    {
        ThrowIfNotAShare(minSupport, nameof(minSupport));
        ThrowIfNotAShare(minConfidence, nameof(minConfidence));
        return new RuleMeasure(
            name: "stdLift",
            title: "Standardised lift above thresholds",
            formula: string.Create(
                CultureInfo.InvariantCulture,
                $"(n11 - l)/(min(n1x, nx1) - l), l = max(n11 - n00, 1, s*n, c*n1x, 4*s/(1 + s)^2*n1x*nx1/n), s = {minSupport}, c = {minConfidence}"),
            range: "(-Inf, 1]",
            undefinedWhen: "n11 = 0; 1 when no other n11 is possible",
            source: "McNicholas, Murphy, O'Regan 2008",
            evaluate: t => t.N11 == 0 ? null : Standardised(t, LeastAbove(t, minSupport, minConfidence)));
    }

    /// <summary>Share of all rows on which the rule was counted at all, because no value of its items was missing there: n/rows.</summary>
    /// <param name="rows">All rows, those with missing values too; at least as many as the rule's own n.</param>
    /// <returns>The measure <c>representativity</c>; it is not in <see cref="All"/>, for the four counts alone do not give it.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rows"/> is negative.</exception>
    public static RuleMeasure RepresentativityAmong(long rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        return new RuleMeasure(
            name: "representativity",
            title: "Representativity",
            formula: string.Create(CultureInfo.InvariantCulture, $"n/{rows}"),
            range: "[0, 1]",
            undefinedWhen: "there are no rows",
            source: "mlxtend (association_rules)",
            evaluate: t => t.N <= rows
                ? Ratio.Of(t.N, rows)
                : throw new ArgumentOutOfRangeException(nameof(rows), rows, $"The rule was counted on {t.N} rows, more than the {rows} that there are in all."),
            isSymmetric: true);
    }

    private static double LeastAbove(RuleCounts t, double s, double c) =>
        Math.Max(
            Math.Max(Math.Max(t.N11 - t.N00, 1.0), s * t.N),
            Math.Max(c * t.N1x, 4 * s / ((1 + s) * (1 + s)) * t.N1x * t.Nx1 / t.N));

    private static double Standardised(RuleCounts t, double least)
    {
        double span = Math.Min(t.N1x, t.Nx1) - least;
        return span <= 0 ? 1.0 : (t.N11 - least) / span;
    }

    private static void ThrowIfNotAShare(double value, string name)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be from 0 to 1."));
        }
    }
}
