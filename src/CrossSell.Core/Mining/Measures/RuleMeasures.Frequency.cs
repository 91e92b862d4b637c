namespace CrossSell.Mining;

// How often: shares of all transactions.
public static partial class RuleMeasures
{
    private const string NoTransactions = "n = 0";

    /// <summary>Share of the transactions that hold the whole rule, antecedent and consequent: n11/n.</summary>
    public static RuleMeasure Support { get; } = new(
        name: "support",
        title: "Support",
        formula: "n11/n",
        range: "[0, 1]",
        undefinedWhen: NoTransactions,
        source: "Agrawal, Imielinski, Swami 1993",
        evaluate: static t => Ratio.Of(t.N11, t.N),
        isSymmetric: true);

    /// <summary>Share of the transactions that hold the antecedent, so that the rule applies to them: n1x/n.</summary>
    public static RuleMeasure Coverage { get; } = new(
        name: "coverage",
        title: "Coverage (support of the antecedent)",
        formula: "n1x/n",
        range: "[0, 1]",
        undefinedWhen: NoTransactions,
        source: "Agrawal, Imielinski, Swami 1993",
        evaluate: static t => Ratio.Of(t.N1x, t.N));

    /// <summary>Share of the transactions that hold the consequent: nx1/n.</summary>
    public static RuleMeasure RhsSupport { get; } = new(
        name: "rhsSupport",
        title: "Support of the consequent (right-hand side)",
        formula: "nx1/n",
        range: "[0, 1]",
        undefinedWhen: NoTransactions,
        source: "Agrawal, Imielinski, Swami 1993",
        evaluate: static t => Ratio.Of(t.Nx1, t.N));

    /// <summary>Number of transactions that hold the whole rule: n11.</summary>
    public static RuleMeasure Count { get; } = new(
        name: "count",
        title: "Count",
        formula: "n11",
        range: "[0, n]",
        undefinedWhen: "never",
        source: "Agrawal, Imielinski, Swami 1993",
        evaluate: static t => t.N11,
        isSymmetric: true,
        isNullInvariant: true);
}
