namespace CrossSell.ML;

/// <summary>How far customers have moved away from those of the training.</summary>
public enum DriftLevel
{
    /// <summary>Spread as in the training, as far as so many customers can tell.</summary>
    None = 0,

    /// <summary>An index above 0.1, and above what chance does: look at it.</summary>
    Notice = 1,

    /// <summary>An index above 0.25, and above what chance does: probabilities may no longer hold.</summary>
    Warning = 2,
}
