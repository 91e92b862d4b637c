namespace CrossSell.Mining;

/// <summary>How well a product suits the owners of another, from "not known" over "unsuitable" to "always offer along".</summary>
/// <remarks>Grades compare as numbers: the larger, the more suitable. docs/suitability.md states the rule.</remarks>
public enum SuitabilityGrade
{
    /// <summary>Too little was seen to tell either way.</summary>
    Unknown = 0,

    /// <summary>Owners have it far less often than others, and that is no chance.</summary>
    Unsuitable = 1,

    /// <summary>Enough was seen, and there is no connection worth speaking of.</summary>
    Unrelated = 2,

    /// <summary>Owners have it somewhat more often than others: offer it when it comes up.</summary>
    Possible = 3,

    /// <summary>Owners have it clearly more often: offer it.</summary>
    Good = 4,

    /// <summary>Most owners have it, and clearly more often than others: always offer it along.</summary>
    Always = 5,
}
