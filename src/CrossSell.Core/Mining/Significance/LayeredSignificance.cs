namespace CrossSell.Mining;

/// <summary>Tests of the rules of a search that allow for every rule it could have found, without long rules drowning the short ones.</summary>
/// <remarks>
/// <para>
/// Webb 2008, "Layered critical values: a powerful direct-adjustment approach to discovering significant patterns" (Machine Learning 71): nearly all possible rules are
/// long. Counted together, they would ask of a pair to be surer than any pair can be. So each length has its own share of the error that is accepted, and its rules are
/// adjusted for the number of possible rules of that length.
/// </para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class LayeredSignificance
{
    /// <summary>The p value of every rule, by its place in the set, adjusted for all rules of its length that the search could have found.</summary>
    /// <param name="rules">The rules found, chosen by what thresholds so ever.</param>
    /// <param name="possibleRules">
    /// For a length, both sides together, how many rules could have been found, at least as many as there are: mostly
    /// <c>length => RuleSearchSpace.CountRulesOfLength(items, length)</c>. Items that are left out for how often they are bought alone need not be counted.
    /// </param>
    /// <param name="maxLength">
    /// The most items that the search allowed, both sides together: each length has the same share of the error. Null for a search without such a limit: pairs have half of
    /// it, rules of three items a quarter, and so on.
    /// </param>
    /// <param name="test">The test of each rule.</param>
    /// <param name="adjustment">How p values are raised because there are many. <see cref="PValueAdjustment.None"/> leaves them as they are.</param>
    /// <param name="cancellation">Ends the work within a fraction of a second.</param>
    /// <returns>
    /// One number a rule, 0 to 1. Among the rules with at most alpha, with Bonferroni and Holm the chance that any is false is at most alpha; with Benjamini-Hochberg and
    /// -Yekutieli the expected share of false rules: over all lengths it is no more than the sum of the shares.
    /// </returns>
    /// <remarks>O(n log n).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A rule is longer than <paramref name="maxLength"/>, fewer rules are possible than were found, or no such test or adjustment.</exception>
    /// <exception cref="InvalidOperationException">The rules were mined on weighted transactions.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static double[] LayeredPValues(
        this RuleSet rules,
        Func<int, double> possibleRules,
        int? maxLength = null,
        SignificanceTest test = SignificanceTest.Fisher,
        PValueAdjustment adjustment = PValueAdjustment.Holm,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(possibleRules);
        double[] pValues = rules.AdjustedPValues(test, PValueAdjustment.None, cancellation: cancellation);
        if (adjustment == PValueAdjustment.None)
        {
            return pValues;
        }

        foreach (IGrouping<int, int> layer in Enumerable.Range(0, rules.Count).GroupBy(place => rules.AntecedentOf(place).Length + rules.ConsequentOf(place).Length))
        {
            if (layer.Key > maxLength)
            {
                throw new ArgumentOutOfRangeException(nameof(maxLength), maxLength, $"maxLength is {maxLength}, but a rule has {layer.Key} items; it must be that of the search.");
            }

            double share = maxLength is { } longest ? 1.0 / (longest - 1) : Math.ScaleB(1.0, 1 - layer.Key);
            int[] places = [.. layer];
            double[] adjusted = Adjusted([.. places.Select(place => pValues[place])], adjustment, possibleRules(layer.Key), cancellation);
            for (int i = 0; i < places.Length; i++)
            {
                pValues[places[i]] = Math.Min(1.0, adjusted[i] / share);
            }
        }

        return pValues;
    }

    // More than a double can count are possible: then no rule can stand out.
    private static double[] Adjusted(double[] pValues, PValueAdjustment adjustment, double tests, CancellationToken cancellation)
    {
        if (!double.IsPositiveInfinity(tests))
        {
            return PValues.Adjust(pValues, adjustment, tests, cancellation);
        }

        Array.Fill(pValues, 1.0);
        return pValues;
    }
}
