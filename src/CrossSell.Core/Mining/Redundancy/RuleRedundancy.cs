namespace CrossSell.Mining;

/// <summary>Which rules say no more than a simpler one, and a rule set without them.</summary>
/// <remarks>
/// A rule is redundant when another rule of the set with the same consequent, whose antecedent is a proper subset, has at least the same value of a measure
/// (Bayardo, Agrawal and Gunopulos 2000; Hahsler, Gruen and Hornik 2005). The subsets are found in a prefix tree, not by comparing all pairs.
/// Only rules of the set itself are simpler rules: a simpler rule that the thresholds
/// of mining kept out makes nothing redundant. Thread-safe; the results do not depend on any order.
/// </remarks>
public static class RuleRedundancy
{
    /// <summary>The rules that are stronger than all their simpler rules, in the order of the set.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="by">What is compared, larger or smaller being stronger as <see cref="RuleMeasure.LowerIsStronger"/> says; null for confidence.</param>
    /// <param name="cancellation">Ends the work within a fraction of a second.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static RuleSet WithoutRedundant(this RuleSet rules, RuleMeasure? by = null, CancellationToken cancellation = default)
    {
        bool[] redundant = FindRedundant(rules, by, cancellation);
        return rules.WherePlace(place => !redundant[place], cancellation);
    }

    /// <summary>For each rule of the set, by place, whether it is redundant.</summary>
    /// <inheritdoc cref="WithoutRedundant"/>
    /// <returns>One entry a rule. A rule whose measure is undefined is not redundant and makes none redundant.</returns>
    public static bool[] FindRedundant(this RuleSet rules, RuleMeasure? by = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Generalisations.AreMatched(rules, by ?? RuleMeasures.Confidence, cancellation);
    }

    /// <summary>By how much each rule beats the best of its simpler rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="by">What is compared; null for confidence.</param>
    /// <param name="cancellation">Ends the work within a fraction of a second.</param>
    /// <returns>
    /// One entry a rule, by place: its own value less the best simpler one's (the other way round for a measure of which less is stronger), its own value when
    /// there is no simpler rule; null when its measure is undefined.
    /// </returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static double?[] Improvement(this RuleSet rules, RuleMeasure? by = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return RuleSetMeasures.ImprovementOf(by ?? RuleMeasures.Confidence).Evaluate(rules, cancellation);
    }
}
