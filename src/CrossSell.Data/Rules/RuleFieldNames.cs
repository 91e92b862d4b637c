using System.Collections.Frozen;

namespace CrossSell.Data;

/// <summary>What columns and properties of rules are called, here and in other programs.</summary>
internal static class RuleFieldNames
{
    /// <summary>By normalised name; docs/formats.md has this table.</summary>
    public static FrozenDictionary<string, RuleField> All { get; } = new Dictionary<string, RuleField>(StringComparer.Ordinal)
    {
        ["antecedent"] = RuleField.Antecedent,
        ["antecedents"] = RuleField.Antecedent,
        ["lhs"] = RuleField.Antecedent,
        ["consequent"] = RuleField.Consequent,
        ["consequents"] = RuleField.Consequent,
        ["rhs"] = RuleField.Consequent,
        ["rule"] = RuleField.Rule,
        ["rules"] = RuleField.Rule,
        ["n11"] = RuleField.N11,
        ["n10"] = RuleField.N10,
        ["n01"] = RuleField.N01,
        ["n00"] = RuleField.N00,
        ["support"] = RuleField.Support,
        ["confidence"] = RuleField.Confidence,
        ["lift"] = RuleField.Lift,
        ["count"] = RuleField.Count,
        ["coverage"] = RuleField.AntecedentSupport,
        ["antecedentsupport"] = RuleField.AntecedentSupport,
        ["consequentsupport"] = RuleField.ConsequentSupport,
        ["rhssupport"] = RuleField.ConsequentSupport,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What the field is called when the file does not say it.</summary>
    public static string NameOf(RuleField field) => field switch
    {
        RuleField.AntecedentSupport => "antecedent support",
        RuleField.ConsequentSupport => "consequent support",
        _ => field.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether the value is a number of transactions.</summary>
    public static bool IsCount(RuleField field) => field is RuleField.N11 or RuleField.N10 or RuleField.N01 or RuleField.N00 or RuleField.Count;
}
