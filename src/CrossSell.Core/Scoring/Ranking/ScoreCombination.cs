namespace CrossSell;

/// <summary>How what several owned products say about one product becomes one score.</summary>
public enum ScoreCombination
{
    /// <summary>All of it is added.</summary>
    Sum = 0,

    /// <summary>The most that one of them says counts, and 0 when none says more than 0.</summary>
    Max = 1,
}
