using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>The rules that a run shall write, strongest first, with figures beside the measures.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="ItemIds">The items' ids by the indexes that the rules have.</param>
/// <param name="TransactionCount">How many transactions were mined.</param>
/// <param name="Extras">Figures that do not follow from a rule's own counts, each by the rule's place.</param>
internal sealed record RulesFound(
    IReadOnlyList<AssociationRule> Rules, IReadOnlyList<string> ItemIds, int TransactionCount, IReadOnlyList<ExtraFigure> Extras)
{
    public static RulesFound All(RuleSet rules) => new(rules, rules.ItemIds, rules.TransactionCount, []);

    /// <summary>The rules as a set of their own, for formats that are written from one.</summary>
    public RuleSet ToRuleSet()
    {
        if (Rules is RuleSet all)
        {
            return all;
        }

        var builder = new RuleSetBuilder(TransactionCount);
        foreach (AssociationRule rule in Rules)
        {
            builder.Add(rule.Antecedent, rule.Consequent, rule.Counts);
        }

        return builder.Build();
    }
}
