namespace CrossSell;

/// <summary>How much is found out about a candidate that is not eligible.</summary>
public enum ExplanationDetail
{
    /// <summary>Every reason of every stage.</summary>
    All = 0,

    /// <summary>The reasons of the first stage that has any; faster.</summary>
    First = 1,
}
