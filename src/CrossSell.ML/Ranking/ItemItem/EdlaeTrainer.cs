using CrossSell.ML.Ranking;

namespace CrossSell.ML;

/// <summary>Learns EDLAE: as <see cref="EaseTrainer"/>, but as if a share of all purchases were forgotten at random, so that products bought by many are held more.</summary>
/// <remarks>
/// Steck 2020, "Autoencoders that don't overfit towards the identity" (NeurIPS), the full-rank closed form, section 3: EASE with
/// <see cref="EdlaeOptions.Dropout"/> / (1 - Dropout) times the diagonal of X'X added to the ridge. Cost and memory as EASE. Thread-safe.
/// </remarks>
public sealed class EdlaeTrainer : IProductScorerTrainer
{
    private readonly LinearSettings _settings;

    /// <summary>A trainer with these settings.</summary>
    /// <param name="options">The settings, read once; the defaults when null.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message lists all that are.</exception>
    public EdlaeTrainer(EdlaeOptions? options = null)
    {
        options ??= new EdlaeOptions();
        IReadOnlyList<string> failures = options.Validate();
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        _settings = new LinearSettings(options.Name, options.Lambda, options.Dropout, options.Weighting, options.MinBuyers, options.MaxProducts, options.MaxThreads ?? Environment.ProcessorCount);
    }

    /// <inheritdoc/>
    public string Name => _settings.Name;

    /// <inheritdoc/>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default) => Fit(purchases, cancellationToken).Scorer;

    /// <summary>Learns, and tells how.</summary>
    /// <param name="purchases">Who has bought what.</param>
    /// <param name="cancellationToken">Ends the training within about a tenth of a second.</param>
    /// <exception cref="ArgumentNullException"><paramref name="purchases"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><see cref="EdlaeOptions.Lambda"/> is too small for single precision.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ItemWeightsFit Fit(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        return _settings.Fit(purchases, cancellationToken);
    }
}
