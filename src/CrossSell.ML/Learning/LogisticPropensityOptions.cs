namespace CrossSell.ML;

/// <summary>What a user may decide about <see cref="LogisticPropensityTrainer"/>; everything else the trainer finds in the data.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class LogisticPropensityOptions
{
    /// <summary>Whether protected columns, such as age or gender, are learned from.</summary>
    /// <value>Default: false.</value>
    public bool UseProtected { get; set; }

    /// <summary>How many parts the customers are divided into for validation.</summary>
    /// <value>Default: 5. From 2 to 20.</value>
    public int Folds { get; set; } = 5;

    /// <summary>The most threads. The model is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a training can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (Folds is < 2 or > 20)
        {
            failures.Add($"Folds is {Folds}; it must be from 2 to 20.");
        }

        if (MaxThreads is int threads && threads < 1)
        {
            failures.Add($"MaxThreads is {threads}; it must be null or 1 or more.");
        }

        return failures;
    }
}
