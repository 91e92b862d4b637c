using CrossSell.Mining;

namespace CrossSell.Tool;

/// <summary>A rule in one line, for those who hover over its dot.</summary>
internal static class RuleTitle
{
    public static string Of(AssociationRule rule, RulePageContent content)
    {
        PageTexts texts = content.Texts;
        return $"{Side(content.Names(rule.Antecedent), content)} → {Side(content.Names(rule.Consequent), content)}\n"
            + $"Support {texts.Percent(rule.Support)}{(content.IsWeighted ? "" : $" ({texts.Whole(rule.Counts.N11)})")}, {texts.Name(RuleMeasures.Confidence)} {texts.Percent(rule.Confidence)}, Lift {texts.Number(rule.Lift)}";
    }

    public static string Side(IReadOnlyList<string> names, RulePageContent content) =>
        names.Count == 0 ? content.Texts.Always(content.Unit) : string.Join(" + ", names);
}
