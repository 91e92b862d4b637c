using System.Globalization;
using CrossSell.ML.Ranking;

namespace CrossSell.ML;

/// <summary>Learns for each product the products whose customers are most alike: item-based neighbours (Sarwar et al. 2001; Deshpande and Karypis 2004).</summary>
/// <remarks>
/// O(sum over customers of products²) time, 8 bytes for each neighbour kept. Thread-safe while its settings are not changed. The same for any number of threads.
/// </remarks>
public sealed class NeighbourTrainer : IProductScorerTrainer
{
    /// <summary>Neighbours by a similarity, with the settings that did well on purchases.</summary>
    /// <param name="similarity">How alike two products are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such similarity.</exception>
    public NeighbourTrainer(ProductSimilarity similarity)
    {
        Similarity = similarity;
        Name = similarity switch
        {
            ProductSimilarity.Cosine => "cosine",
            ProductSimilarity.Bm25 => "bm25",
            ProductSimilarity.LogLikelihood => "llr",
            ProductSimilarity.Indicator => "cco",
            _ => throw new ArgumentOutOfRangeException(nameof(similarity), similarity, "There is no such similarity."),
        };
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>How alike two products are.</summary>
    public ProductSimilarity Similarity { get; }

    /// <summary>How many neighbours each product keeps.</summary>
    /// <value>
    /// 1 or more. Default: null, for 20 indicators, and else for 100 neighbours, or all where they foretell the latest fifth of the purchases clearly better (without times, one
    /// product of each customer).
    /// </value>
    public int? Neighbours { get; set; }

    /// <summary>Which product of a pair chooses its neighbours.</summary>
    /// <value>Default: <see cref="NeighbourSide.Recommended"/>, which ranks better where few are recommended.</value>
    public NeighbourSide Side { get; set; } = NeighbourSide.Recommended;

    /// <summary>BM25: how slowly repeated purchases saturate.</summary>
    /// <value>0 or more. Default: 100.</value>
    public double K1 { get; set; } = 100;

    /// <summary>BM25: how much products with many purchases are damped.</summary>
    /// <value>0 to 1. Default: 0.2.</value>
    public double B { get; set; } = 0.2;

    /// <summary>How much each purchase counts, in learning by cosine and BM25, and in scoring.</summary>
    /// <value>Default: <see cref="OwnedWeighting.Binary"/>.</value>
    public OwnedWeighting Weighting { get; set; } = OwnedWeighting.Binary;

    /// <summary>The most threads; the result is the same for any number.</summary>
    /// <value>1 or more; null, the default, for one a core.</value>
    public int? MaxThreads { get; set; }

    /// <summary>What is wrong with these settings, one sentence each; empty when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> failures = [];
        if (Neighbours < 1)
        {
            failures.Add($"{nameof(Neighbours)} is {Neighbours}; it must be 1 or more.");
        }

        if (!(K1 >= 0 && double.IsFinite(K1)))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(K1)} is {K1}; it must be 0 or more."));
        }

        if (!(B is >= 0 and <= 1))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{nameof(B)} is {B}; it must lie from 0 to 1."));
        }

        if (Weighting is null)
        {
            failures.Add($"{nameof(Weighting)} is missing.");
        }

        if (MaxThreads < 1)
        {
            failures.Add($"{nameof(MaxThreads)} is {MaxThreads}; it must be 1 or more, or null for one a core.");
        }

        return failures;
    }

    /// <inheritdoc/>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        TrainerFaults.ThrowIfAny(Validate());
        int neighbours = Neighbours ?? (Similarity == ProductSimilarity.Indicator ? 20
            : NeighbourChoice.Of(purchases, 100, (known, few) => Train(known, few, cancellationToken), MaxThreads, cancellationToken));
        return Train(purchases, neighbours, cancellationToken);
    }

    private ItemItemScorer Train(PurchaseMatrix purchases, int neighbours, CancellationToken cancellationToken)
    {
        (int[] starts, int[] partners, float[] weights) = Similarity switch
        {
            ProductSimilarity.Cosine => Similarities.Cosine(purchases, this, neighbours, cancellationToken),
            ProductSimilarity.Bm25 => Similarities.Bm25(purchases, this, neighbours, cancellationToken),
            _ => Similarities.LogLikelihood(purchases, this, neighbours, cancellationToken),
        };
        if (Similarity == ProductSimilarity.Indicator)
        {
            Array.Fill(weights, 1);
        }

        return ItemItemScorer.Sparse(Name, starts, partners, weights, ScoreCombination.Sum, Weighting);
    }
}
