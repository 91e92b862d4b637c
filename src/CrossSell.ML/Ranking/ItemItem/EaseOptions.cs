using CrossSell.ML.Ranking;

namespace CrossSell.ML;

/// <summary>What a user may decide about <see cref="EaseTrainer"/>.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class EaseOptions
{
    /// <summary>The name of the scorer.</summary>
    /// <value>Default: <c>ease</c>. Not blank.</value>
    public string Name { get; set; } = "ease";

    /// <summary>The strength of the ridge: the greater, the more a weight must be borne out by purchases.</summary>
    /// <value>
    /// Default: null, the best of 3 to 10,000, tried on purchases held out: the latest fifth where there are times, else a fifth at random. Otherwise a finite number above 0.
    /// </value>
    public double? Lambda { get; set; }

    /// <summary>What a purchased product counts, in learning as in scoring.</summary>
    /// <value>Default: <see cref="OwnedWeighting.Binary"/>.</value>
    public OwnedWeighting Weighting { get; set; } = OwnedWeighting.Binary;

    /// <summary>How many must have bought a product for it to take part; products with fewer score 0.</summary>
    /// <value>Default: 1. At least 1.</value>
    public int MinBuyers { get; set; } = 1;

    /// <summary>The most products that take part, the most bought ones; the others score 0. For n of them training needs about 8 n^2 bytes, the scorer at most 8 n^2, and time grows with n^3.</summary>
    /// <value>Default: 8,000. From 1 to 30,000.</value>
    public int MaxProducts { get; set; } = 8_000;

    /// <summary>The most threads. The scorer is the same bytes for any number.</summary>
    /// <value>Default: null, one for each core. At least 1.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these options, one sentence each; empty when a training can start.</summary>
    public IReadOnlyList<string> Validate() => LinearSettings.Validate(Name, Lambda, Weighting, MinBuyers, MaxProducts, MaxThreads);
}
