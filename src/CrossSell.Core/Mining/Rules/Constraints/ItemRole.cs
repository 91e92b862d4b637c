namespace CrossSell.Mining;

/// <summary>What an item may be in a rule, and which demand it meets.</summary>
[Flags]
internal enum ItemRole : byte
{
    /// <summary>It can be in no rule.</summary>
    None = 0,

    /// <summary>It may be in the antecedent.</summary>
    Antecedent = 1,

    /// <summary>It may be in the consequent.</summary>
    Consequent = 2,

    /// <summary>On either side.</summary>
    Either = Antecedent | Consequent,

    /// <summary>One of those of which a rule must hold one.</summary>
    OneOfRule = 4,

    /// <summary>One of those of which an antecedent must hold one.</summary>
    OneOfAntecedent = 8,

    /// <summary>One of those of which a consequent must hold one.</summary>
    OneOfConsequent = 16,
}
