namespace CrossSell.Data;

/// <summary>What a column or property of a rule says.</summary>
internal enum RuleField
{
    /// <summary>Transactions with both sides, in a table of four counts.</summary>
    N11,

    /// <summary>Transactions with the antecedent only.</summary>
    N10,

    /// <summary>Transactions with the consequent only.</summary>
    N01,

    /// <summary>Transactions with neither.</summary>
    N00,

    /// <summary>The share with both sides.</summary>
    Support,

    /// <summary>Of those with the antecedent, the share with the consequent.</summary>
    Confidence,

    /// <summary>How many times as often as by chance.</summary>
    Lift,

    /// <summary>Transactions with both sides, beside measures.</summary>
    Count,

    /// <summary>The share with the antecedent.</summary>
    AntecedentSupport,

    /// <summary>The share with the consequent.</summary>
    ConsequentSupport,

    /// <summary>The items that are there.</summary>
    Antecedent,

    /// <summary>The items that follow.</summary>
    Consequent,

    /// <summary>Both sides in one text.</summary>
    Rule,
}
