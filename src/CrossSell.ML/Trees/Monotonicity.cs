namespace CrossSell.ML;

/// <summary>Which way a probability may move when a column rises and everything else stays.</summary>
public enum Monotonicity
{
    /// <summary>Either way.</summary>
    None = 0,

    /// <summary>Never down.</summary>
    Increasing = 1,

    /// <summary>Never up.</summary>
    Decreasing = -1,
}
