using System.Globalization;

namespace CrossSell.ML;

/// <summary>What a user may decide about <see cref="BoostedTreesPropensityTrainer"/>; the depth and the number of trees it finds in the data.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class BoostedTreesOptions
{
    /// <summary>Whether protected columns, such as age or gender, are learned from.</summary>
    /// <value>Default: false.</value>
    public bool UseProtected { get; set; }

    /// <summary>How many parts the customers are divided into for validation.</summary>
    /// <value>Default: 5. From 2 to 20.</value>
    public int Folds { get; set; } = 5;

    /// <summary>The greatest number of questions from the root of a tree to a leaf.</summary>
    /// <value>Default: null, found by validation. From 1 to 10.</value>
    public int? Depth { get; set; }

    /// <summary>The share of each tree's advice that is taken. A smaller one needs more trees and is a little more exact.</summary>
    /// <value>Default: 0.05. Above 0 and at most 1.</value>
    public double LearningRate { get; set; } = 0.05;

    /// <summary>The most trees; validation decides how many of them are kept.</summary>
    /// <value>Default: 2,000. At least 1.</value>
    public int MaxTrees { get; set; } = 2_000;

    /// <summary>
    /// Which way the probability may move with a column, by the column's exact name; columns that are not named may move it either way. It holds for known
    /// values: customers with a gap may get any probability. Not for categorical columns.
    /// </summary>
    /// <value>Default: empty.</value>
    public IDictionary<string, Monotonicity> Monotone { get; } = new Dictionary<string, Monotonicity>(StringComparer.Ordinal);

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

        if (Depth is < 1 or > 10)
        {
            failures.Add($"Depth is {Depth}; it must be null or from 1 to 10.");
        }

        if (!(LearningRate > 0 && LearningRate <= 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"LearningRate is {LearningRate}; it must be above 0 and at most 1."));
        }

        if (MaxTrees < 1)
        {
            failures.Add($"MaxTrees is {MaxTrees}; it must be 1 or more.");
        }

        foreach ((string name, Monotonicity direction) in Monotone)
        {
            if (!Enum.IsDefined(direction))
            {
                failures.Add($"Monotone of '{name}' is {(int)direction}; it must be {string.Join(", ", Enum.GetNames<Monotonicity>())}.");
            }
        }

        if (MaxThreads is int threads && threads < 1)
        {
            failures.Add($"MaxThreads is {threads}; it must be null or 1 or more.");
        }

        return failures;
    }
}
