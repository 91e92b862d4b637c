namespace CrossSell.Mining;

// How rarely the rule fails: transactions with the antecedent and without the consequent, n10, are its counterexamples.
public static partial class RuleMeasures
{
    /// <summary>Confidence less the share of counterexamples: (n11 - n10)/n1x.</summary>
    public static RuleMeasure ConfirmedConfidence { get; } = new(
        name: "confirmedConfidence",
        title: "Descriptive confirmed confidence",
        formula: "(n11 - n10)/n1x",
        range: "[-1, 1]",
        undefinedWhen: "n1x = 0",
        source: "Kodratoff 2001",
        evaluate: static t => Ratio.Of(t.N11 - t.N10, t.N1x),
        isNullInvariant: true);

    /// <summary>Examples for each counterexample: n11/n10.</summary>
    public static RuleMeasure Sebag { get; } = new(
        name: "sebag",
        title: "Sebag-Schoenauer",
        formula: "n11/n10",
        range: "[0, Inf]",
        undefinedWhen: "n1x = 0; Inf when n10 = 0 otherwise (the rule never fails)",
        source: "Sebag, Schoenauer 1988",
        evaluate: static t => Ratio.Of(t.N11, t.N10),
        isNullInvariant: true);

    /// <summary>One less the counterexamples for each example: (n11 - n10)/n11.</summary>
    public static RuleMeasure Counterexample { get; } = new(
        name: "counterexample",
        title: "Example and counterexample rate",
        formula: "(n11 - n10)/n11",
        range: "[-Inf, 1]",
        undefinedWhen: "n1x = 0; -Inf when n11 = 0 otherwise (the rule never holds)",
        source: "Guillet, Hamilton 2007",
        evaluate: static t => Ratio.Of(t.N11 - t.N10, t.N11),
        isNullInvariant: true);

    /// <summary>Examples less counterexamples, as a share of the transactions with the consequent: (n11 - n10)/nx1.</summary>
    public static RuleMeasure LeastContradiction { get; } = new(
        name: "leastContradiction",
        title: "Least contradiction",
        formula: "(n11 - n10)/nx1",
        range: "[-Inf, 1]",
        undefinedWhen: "n1x = 0 and nx1 = 0; -Inf when nx1 = 0 otherwise",
        source: "Aze, Kodratoff 2002",
        evaluate: static t => Ratio.Of(t.N11 - t.N10, t.Nx1),
        isNullInvariant: true);

    /// <summary>Share of all transactions that are counterexamples: n10/n.</summary>
    public static RuleMeasure Ralambondrainy { get; } = new(
        name: "ralambondrainy",
        title: "Ralambondrainy (share of counterexamples)",
        formula: "n10/n",
        range: "[0, 1]",
        undefinedWhen: NoTransactions,
        source: "Diatta, Ralambondrainy, Totohasina 2007",
        evaluate: static t => Ratio.Of(t.N10, t.N),
        lowerIsStronger: true);

    /// <summary>Counterexamples beyond those that chance gives, in standard deviations of a Poisson count; negative for a good rule.</summary>
    public static RuleMeasure ImplicationIndex { get; } = new(
        name: "implicationIndex",
        title: "Implication index",
        formula: "-d/sqrt(n*n1x*nx0) = (n10 - n1x*nx0/n)/sqrt(n1x*nx0/n)",
        range: "(-Inf, Inf)",
        undefinedWhen: "n1x = 0 or nx0 = 0",
        source: "Gras 1996",
        evaluate: static t => Ratio.Of(0 - t.Determinant, Math.Sqrt((double)t.N1x * t.Nx0) * Math.Sqrt(t.N)),
        lowerIsStronger: true);
}
