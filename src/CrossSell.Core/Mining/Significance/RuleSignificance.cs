using System.Globalization;

namespace CrossSell.Mining;

/// <summary>Which rules of a set are more than chance, allowing for how many were looked at.</summary>
/// <remarks>
/// Weights are no evidence: rules mined on weighted transactions are refused (<see cref="RuleSet.IsWeighted"/>). Thread-safe.
/// </remarks>
public static class RuleSignificance
{
    /// <summary>The p value of every rule, by its place in the set, adjusted for the number of tests.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="test">The test of each rule.</param>
    /// <param name="adjustment">How p values are raised because there are many.</param>
    /// <param name="tests">
    /// How many tests there were: null for the number of rules; <see cref="RuleSearchSpace.CountRules"/> for all rules that the search could have found, which is the
    /// honest number where mining itself kept the best.
    /// </param>
    /// <param name="cancellation">Ends the work within a fraction of a second.</param>
    /// <returns>One number a rule, 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer tests than rules, or no such test or adjustment.</exception>
    /// <exception cref="InvalidOperationException">The rules were mined on weighted transactions.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static double[] AdjustedPValues(
        this RuleSet rules,
        SignificanceTest test = SignificanceTest.Fisher,
        PValueAdjustment adjustment = PValueAdjustment.Holm,
        double? tests = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ThrowIfWeighted(rules);
        double[] pValues = new double[rules.Count];
        for (int place = 0; place < pValues.Length; place++)
        {
            RuleSet.ThrowIfCancelled(place, cancellation);
            pValues[place] = PValues.Of(rules.CountsOf(place), test);
        }

        return PValues.Adjust(pValues, adjustment, tests, cancellation);
    }

    /// <summary>The rules whose adjusted p value is at most alpha, in the order of the set.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="alpha">
    /// The error that is accepted, more than 0 and less than 1: with Bonferroni and Holm the chance that any rule is false, with Benjamini-Hochberg and -Yekutieli the
    /// share of false rules among those returned.
    /// </param>
    /// <param name="test">The test of each rule.</param>
    /// <param name="adjustment">How p values are raised because there are many.</param>
    /// <param name="tests">How many tests there were, as for <see cref="AdjustedPValues"/>.</param>
    /// <param name="cancellation">Ends the work within a fraction of a second.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not between 0 and 1, there are fewer tests than rules, or no such test or adjustment.</exception>
    /// <exception cref="InvalidOperationException">The rules were mined on weighted transactions.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static RuleSet Significant(
        this RuleSet rules,
        double alpha = 0.05,
        SignificanceTest test = SignificanceTest.Fisher,
        PValueAdjustment adjustment = PValueAdjustment.Holm,
        double? tests = null,
        CancellationToken cancellation = default)
    {
        ThrowIfNoLevel(alpha);
        double[] adjusted = AdjustedPValues(rules, test, adjustment, tests, cancellation);
        return rules.WherePlace(place => adjusted[place] <= alpha, cancellation);
    }

    internal static void ThrowIfWeighted(RuleSet rules)
    {
        if (rules.IsWeighted)
        {
            throw new InvalidOperationException(
                "The rules were mined on weighted transactions; a test of significance needs transactions that count one each, because weights are no evidence. Mine without weights to test.");
        }
    }

    internal static void ThrowIfNoLevel(double alpha)
    {
        if (alpha is not (> 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(alpha), alpha, string.Create(CultureInfo.InvariantCulture, $"alpha is {alpha}; it must be more than 0 and less than 1."));
        }
    }
}
