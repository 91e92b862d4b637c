namespace CrossSell.ML;

/// <summary>What a points card may be like.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record LeadScoreOptions
{
    /// <summary>The fewest criteria; fewer only where there are not so many that tell anything. Default: 3. At least 1.</summary>
    public int LeastCriteria { get; init; } = 3;

    /// <summary>The most criteria. Default: 5. At least <see cref="LeastCriteria"/>, at most 8.</summary>
    public int MostCriteria { get; init; } = 5;

    /// <summary>The most classes of a criterion, unknown values not counted. Default: 10. From 2 to 12.</summary>
    public int MostClasses { get; init; } = 10;

    /// <summary>The most grids: two criteria whose answers are worth points together. Grids are made only where they are needed to stay within the allowed loss. Default: 3. From 0 to 4.</summary>
    public int MostGrids { get; init; } = 3;

    /// <summary>The least share of the customers in a class. Default: 0.01. From 0 to 0.5.</summary>
    public double LeastShare { get; init; } = 0.01;

    /// <summary>By how much the card's area under the curve may stay behind the full model's. Default: 0.02. From 0 to 0.5.</summary>
    public double AllowedLoss { get; init; } = 0.02;

    /// <summary>How many parts are held out in turn to compare card and full model. Default: 5. From 2 to 20.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Whether protected columns may be criteria. Default: false.</summary>
    public bool UseProtected { get; init; }

    /// <summary>The full model that the card is fitted to and compared with; trained once for each part and once for all. Default: null, a <see cref="LogisticPropensityTrainer"/>, whose own validation has the parts, so that one training does.</summary>
    public IPropensityTrainer? FullModel { get; init; }

    /// <summary>The most threads on which the default full model is trained. The card is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; init; }

    /// <summary>What is wrong with these options, one sentence each; empty when a training can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        Require(LeastCriteria >= 1, $"LeastCriteria is {LeastCriteria}; it must be 1 or more.");
        Require(MostCriteria >= LeastCriteria && MostCriteria <= 8, $"MostCriteria is {MostCriteria}; it must be from LeastCriteria, {LeastCriteria}, to 8.");
        Require(MostClasses is >= 2 and <= 12, $"MostClasses is {MostClasses}; it must be from 2 to 12.");
        Require(MostGrids is >= 0 and <= 4, $"MostGrids is {MostGrids}; it must be from 0 to 4.");
        Require(LeastShare is >= 0 and <= 0.5, FormattableString.Invariant($"LeastShare is {LeastShare}; it must be from 0 to 0.5."));
        Require(AllowedLoss is >= 0 and <= 0.5, FormattableString.Invariant($"AllowedLoss is {AllowedLoss}; it must be from 0 to 0.5."));
        Require(Folds is >= 2 and <= 20, $"Folds is {Folds}; it must be from 2 to 20.");
        Require(MaxThreads is null or >= 1, $"MaxThreads is {MaxThreads}; it must be null or 1 or more.");
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
