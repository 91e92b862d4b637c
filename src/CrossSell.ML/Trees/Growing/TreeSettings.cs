namespace CrossSell.ML.Trees;

/// <summary>How trees are grown.</summary>
/// <param name="Depth">The most questions from the root to a leaf.</param>
/// <param name="LearningRate">The share of each tree's advice that is taken.</param>
/// <param name="Directions">For each field which way it may move the logit.</param>
internal sealed record TreeSettings(int Depth, double LearningRate, Monotonicity[] Directions)
{
    /// <summary>The precision of a normal prior on each leaf's advice.</summary>
    public const double Ridge = 1;

    /// <summary>Added to it while levels that were sorted by what they say are tried: sorting finds differences even in chance.</summary>
    public const double SortedLevelsRidge = 10;

    /// <summary>Levels are sorted by gradient / (hessian + this): a rare level stands near the middle.</summary>
    public const double LevelSmoothing = 10;

    /// <summary>With at most so many levels, each is tried against all others instead.</summary>
    public const int OneAgainstOthers = 4;

    /// <summary>The least sum of p (1 - p) in a leaf.</summary>
    public const double LeastHessian = 1;

    /// <summary>The share of the rows that each tree sees, chosen by a hash of the row and the tree.</summary>
    public const double RowShare = 0.8;

    /// <summary>The share of the columns that each tree sees, chosen by a hash of the name and the tree.</summary>
    public const double ColumnShare = 0.6;
}
