namespace CrossSell.ML;

/// <summary>How <see cref="RepurchaseTrainer"/> learns rhythms of buying.</summary>
/// <remarks>Not thread-safe while it is changed; a run reads it once, at its start.</remarks>
public sealed class RepurchaseOptions
{
    /// <summary>How far ahead the next purchase is looked for.</summary>
    /// <value>Default: 7 days. More than zero.</value>
    public TimeSpan Horizon { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How many gaps and purchases of the whole market a product's mean gap and probability of stopping contain.</summary>
    /// <value>Default: 2. Above 0.</value>
    public double ProductPrior { get; set; } = 2;

    /// <summary>How many gaps of the whole market a product's regularity contains.</summary>
    /// <value>Default: 20. Above 0.</value>
    public double ShapePrior { get; set; } = 20;

    /// <summary>The most threads; the result is the same for any number.</summary>
    /// <value>Default: null, one for each core. 1 or more.</value>
    public int? MaxThreads { get; set; }

    /// <summary>Every rule that the options break, one sentence each; empty when they are valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (Horizon <= TimeSpan.Zero)
        {
            failures.Add($"Horizon is {Horizon}; it must be more than zero.");
        }

        foreach ((string name, double value) in new[] { (nameof(ProductPrior), ProductPrior), (nameof(ShapePrior), ShapePrior) })
        {
            if (!(value > 0) || double.IsInfinity(value))
            {
                failures.Add(FormattableString.Invariant($"{name} is {value}; it must be above 0."));
            }
        }

        if (MaxThreads is int threads && threads < 1)
        {
            failures.Add($"MaxThreads is {threads}; it must be null or 1 or more.");
        }

        return failures;
    }
}
