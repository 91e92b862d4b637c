namespace CrossSell.Mining;

/// <summary>
/// One measure of a rule: a figure that follows from the rule's four counts, with its formula, range and source.
/// </summary>
/// <remarks>
/// Formulas are in n11, n10, n01, n00, their margins n1x, n0x, nx1, nx0, the total n, and d = n11*n00 - n10*n01.
/// The measures stand in <see cref="RuleMeasures"/>; docs/measures.md explains each for practitioners. Immutable and thread-safe.
/// </remarks>
public sealed class RuleMeasure : Measure
{
    private readonly Func<RuleCounts, double?> _evaluate;

    internal RuleMeasure(
        string name,
        string title,
        string formula,
        string range,
        string undefinedWhen,
        string source,
        Func<RuleCounts, double?> evaluate,
        bool isSymmetric = false,
        bool isNullInvariant = false,
        bool lowerIsStronger = false,
        params IReadOnlyList<string> aliases)
        : base(name, title, formula, range, undefinedWhen, source)
    {
        _evaluate = evaluate;
        IsSymmetric = isSymmetric;
        IsNullInvariant = isNullInvariant;
        LowerIsStronger = lowerIsStronger;
        Aliases = aliases;
    }

    /// <summary>True when the rule and its reverse have the same value for every table.</summary>
    public bool IsSymmetric { get; }

    /// <summary>True when transactions that hold neither side (n00) do not matter.</summary>
    public bool IsNullInvariant { get; }

    /// <summary>
    /// True when a smaller value speaks for the rule, as with a p value or a share of counterexamples; false when a larger one does.
    /// </summary>
    public bool LowerIsStronger { get; }

    /// <summary>Other names under which <see cref="RuleMeasures.Get"/> finds it; mostly none.</summary>
    public IReadOnlyList<string> Aliases { get; }

    /// <summary>The measure of a rule with these counts.</summary>
    /// <param name="counts">The rule's 2x2 table.</param>
    /// <returns>
    /// The value; null when it is undefined (0/0); an infinity only when that is the true limit. Never NaN.
    /// </returns>
    /// <remarks>
    /// No allocation. O(1), but the hypergeometric ones (<c>fishersExactTest</c>, <c>hyperConfidence</c> and their kin) add terms until
    /// they no longer count: at most some ten standard deviations of the count, about 100,000 terms for a balanced table of 2^31
    /// transactions.
    /// </remarks>
    public double? Evaluate(RuleCounts counts) => _evaluate(counts);
}
