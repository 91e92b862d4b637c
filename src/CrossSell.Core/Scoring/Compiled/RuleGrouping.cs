namespace CrossSell;

/// <summary>Sorts the rules that can win by their antecedents: a number for each different one, in the order in which the strongest rule of each comes.</summary>
internal sealed class RuleGrouping
{
    private RuleGrouping(int[] groupOfRule, int[] firstRule)
    {
        GroupOfRule = groupOfRule;
        FirstRule = firstRule;
    }

    /// <summary>For each rule the number of its antecedent; -1 for a rule that can never win.</summary>
    public int[] GroupOfRule { get; }

    /// <summary>For each antecedent the first rule that has it: the best one.</summary>
    public int[] FirstRule { get; }

    /// <summary>Groups rules. O(rules).</summary>
    /// <param name="book">The rules.</param>
    /// <param name="rulesInOrder">The rules that can win, the best first.</param>
    public static RuleGrouping Of(RuleBook book, ReadOnlySpan<int> rulesInOrder)
    {
        int[] groupOfRule = new int[book.Count];
        Array.Fill(groupOfRule, -1);
        var firstRule = new List<int>();
        var known = new Dictionary<int, int>(rulesInOrder.Length / 2, new SameAntecedent(book));
        foreach (int rule in rulesInOrder)
        {
            if (!known.TryGetValue(rule, out int group))
            {
                group = firstRule.Count;
                known.Add(rule, group);
                firstRule.Add(rule);
            }

            groupOfRule[rule] = group;
        }

        return new RuleGrouping(groupOfRule, [.. firstRule]);
    }
}
