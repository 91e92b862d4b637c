using CrossSell.ML.Ranking;

namespace CrossSell.ML;

/// <summary>What a user may decide about <see cref="EdlaeTrainer"/>.</summary>
/// <remarks>Not thread-safe while it is changed.</remarks>
public sealed class EdlaeOptions
{
    /// <summary>The name of the scorer.</summary>
    /// <value>Default: <c>edlae</c>. Not blank.</value>
    public string Name { get; set; } = "edlae";

    /// <summary>The strength of the ridge: the greater, the more a weight must be borne out by purchases.</summary>
    /// <value>
    /// Default: null, the best of 3 to 10,000, tried on purchases held out: the latest fifth where there are times, else a fifth at random. Otherwise a finite number above 0.
    /// </value>
    public double? Lambda { get; set; }

    /// <summary>The share of purchases that training forgets at random, so that no product leans on few others; the closed form does it for all ways of forgetting at once.</summary>
    /// <value>Default: 0.33, the best of the paper. From 0, which is EASE, to below 1.</value>
    public double Dropout { get; set; } = 0.33;

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
    public IReadOnlyList<string> Validate()
    {
        IReadOnlyList<string> failures = LinearSettings.Validate(Name, Lambda, Weighting, MinBuyers, MaxProducts, MaxThreads);
        return Dropout is >= 0 and < 1 ? failures : [.. failures, FormattableString.Invariant($"Dropout is {Dropout}; it must be 0 or more and below 1.")];
    }
}
