namespace CrossSell.Mining;

/// <summary>How many rules a search could have found: the number of tests that were made in effect, whatever was kept.</summary>
/// <remarks>
/// Webb 2007, "Discovering significant patterns" (Machine Learning 68): whoever looks at all rules and reports the best has made as many tests as there are rules to
/// look at. Corrected for that number, Bonferroni's and Holm's promises hold for the search as a whole. It is large, so true but weak rules are lost: keep
/// rules short, or restrict the consequents.
/// </remarks>
public static class RuleSearchSpace
{
    /// <summary>The number of rules over some items: antecedents and consequents of at least one item each, without a common item.</summary>
    /// <param name="items">How many items could stand in a rule: all that were considered, not only those found.</param>
    /// <param name="maxLength">The most items of a rule, both sides together; 2 or more.</param>
    /// <param name="maxConsequent">The most items of a consequent; 1 or more.</param>
    /// <returns>The number, exact to some 15 digits; infinite above 1e308.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small.</exception>
    public static double CountRules(int items, int maxLength, int maxConsequent = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConsequent, 1);
        double rules = 0;
        double antecedents = 1;
        for (int antecedent = 1; antecedent < Math.Min(maxLength, items); antecedent++)
        {
            // Ways to choose the antecedent, times ways to choose the consequent from the rest.
            antecedents *= (items - antecedent + 1.0) / antecedent;
            double consequents = 1;
            for (int consequent = 1; consequent <= Math.Min(maxConsequent, Math.Min(maxLength, items) - antecedent); consequent++)
            {
                consequents *= (items - antecedent - consequent + 1.0) / consequent;
                rules += antecedents * consequents;
            }
        }

        return rules;
    }

    /// <summary>The number of rules of one length, for <see cref="LayeredSignificance.LayeredPValues"/>.</summary>
    /// <param name="items">How many items could stand in a rule.</param>
    /// <param name="length">The items of a rule, both sides together; 2 or more.</param>
    /// <param name="maxConsequent">The most items of a consequent; 1 or more.</param>
    /// <param name="antecedentItems">How many of the items could stand in an antecedent; null for all.</param>
    /// <param name="consequentItems">How many of the items could stand in a consequent; null for all.</param>
    /// <returns>
    /// The number, exact to some 15 digits where one side is not restricted, and where no item may stand on both; else a little too large, which errs on the side of
    /// caution. Infinite above 1e308.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is too small, or a side has more items than there are.</exception>
    public static double CountRulesOfLength(int items, int length, int maxConsequent = 1, int? antecedentItems = null, int? consequentItems = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(items);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConsequent, 1);
        int left = InRange(antecedentItems ?? items, items, nameof(antecedentItems));
        int right = InRange(consequentItems ?? items, items, nameof(consequentItems));
        double rules = 0;
        for (int consequent = 1; consequent <= Math.Min(maxConsequent, length - 1); consequent++)
        {
            rules += Choose(right, consequent) * Choose(Math.Min(left, items - consequent), length - consequent);
        }

        return rules;
    }

    private static int InRange(int side, int items, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(side, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, items, name);
        return side;
    }

    private static double Choose(int from, int some)
    {
        double ways = from < some ? 0 : 1;
        for (int i = 1; i <= some && ways != 0; i++)
        {
            ways *= (from - i + 1.0) / i;
        }

        return ways;
    }
}
