namespace CrossSell.ML;

/// <summary>How many segments there may be and how plain their rules are.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record SegmentTreeOptions
{
    /// <summary>The most segments. Default: 6. From 2 to 50.</summary>
    public int MostSegments { get; init; } = 6;

    /// <summary>The most conditions from the whole to a segment. Default: 3. From 1 to 10.</summary>
    public int MostConditions { get; init; } = 3;

    /// <summary>The least share of the customers in a segment. Default: 0.05. Above 0, at most 0.5.</summary>
    public double LeastShare { get; init; } = 0.05;

    /// <summary>How many parts are held out in turn to decide how many segments there are. Default: 5. From 2 to 20.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Whether protected columns may divide customers. Default: false.</summary>
    public bool UseProtected { get; init; }

    /// <summary>What is wrong with these options, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Require(MostSegments is >= 2 and <= 50, $"MostSegments is {MostSegments}; it must be from 2 to 50.");
        Require(MostConditions is >= 1 and <= 10, $"MostConditions is {MostConditions}; it must be from 1 to 10.");
        Require(LeastShare is > 0 and <= 0.5, FormattableString.Invariant($"LeastShare is {LeastShare}; it must be above 0 and at most 0.5."));
        Require(Folds is >= 2 and <= 20, $"Folds is {Folds}; it must be from 2 to 20.");
        return failures;

        void Require(bool holds, string failure)
        {
            if (!holds)
            {
                failures.Add(failure);
            }
        }
    }
}
