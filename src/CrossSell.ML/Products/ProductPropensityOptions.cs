namespace CrossSell.ML;

/// <summary>What a user may decide about <see cref="ProductPropensityTrainer"/>; everything else the trainer finds in the data.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class ProductPropensityOptions
{
    /// <summary>Whether protected columns, such as age or gender, are learned from.</summary>
    /// <value>Default: false.</value>
    public bool UseProtected { get; set; }

    /// <summary>How many must have bought a product for it to get weights of its own; with fewer everyone gets its base rate.</summary>
    /// <value>Default: 30. At least 1.</value>
    public int MinBuyers { get; set; } = 30;

    /// <summary>Which products get weights of their own; for the others everyone gets the base rate, and their purchases are learned from all the same. Each product costs time. Must be pure.</summary>
    /// <value>Default: null, all that have the buyers. Without times it counts for nothing: the next product is one of all.</value>
    public Func<ProductId, bool>? Learns { get; set; }

    /// <summary>The most threads. The model is the same for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a training can start.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (MinBuyers < 1)
        {
            failures.Add($"MinBuyers is {MinBuyers}; it must be 1 or more.");
        }

        if (MaxThreads is < 1)
        {
            failures.Add($"MaxThreads is {MaxThreads}; it must be null or 1 or more.");
        }

        return failures;
    }
}
