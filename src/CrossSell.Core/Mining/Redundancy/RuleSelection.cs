namespace CrossSell.Mining;

/// <summary>A rule set of some rules of another.</summary>
internal static class RuleSelection
{
    /// <summary>The rules at the places that are kept; the order stays, whichever it is.</summary>
    public static RuleSet Of(RuleSet rules, Func<int, bool> keep) => rules.WherePlace(keep);
}
