namespace CrossSell.Mining;

/// <summary>A rule set of some rules of another.</summary>
internal static class RuleSelection
{
    /// <summary>The rules at the places that are kept; the order stays, for it is a function of the rules.</summary>
    public static RuleSet Of(RuleSet rules, Func<int, bool> keep)
    {
        RuleTable kept = new();
        for (int place = 0; place < rules.Count; place++)
        {
            if (keep(place))
            {
                RuleCounts t = rules.CountsOf(place);
                kept.Add(rules.AntecedentOf(place), rules.ConsequentOf(place), (int)t.N11, (int)t.N1x, (int)t.Nx1);
            }
        }

        return new RuleSet(kept, rules.ItemIds, rules.TransactionCount);
    }
}
