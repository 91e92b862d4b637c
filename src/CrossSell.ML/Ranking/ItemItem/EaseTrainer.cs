using CrossSell.ML.Ranking;

namespace CrossSell.ML;

/// <summary>Learns EASE: the linear weights from product to product that best reproduce everybody's purchases, no product explaining itself.</summary>
/// <remarks>
/// Steck 2019, "Embarrassingly shallow autoencoders for sparse data" (WWW), equation 8, in closed form: no iterations, no seed. For n products n^3 operations in single
/// precision, about a second of one core for 4,000; n^2 numbers of memory (see <see cref="EaseOptions.MaxProducts"/>). Thread-safe.
/// </remarks>
public sealed class EaseTrainer : IProductScorerTrainer
{
    private readonly LinearSettings _settings;

    /// <summary>A trainer with these settings.</summary>
    /// <param name="options">The settings, read once; the defaults when null.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message lists all that are.</exception>
    public EaseTrainer(EaseOptions? options = null)
    {
        options ??= new EaseOptions();
        IReadOnlyList<string> failures = options.Validate();
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        _settings = new LinearSettings(options.Name, options.Lambda, 0, options.Weighting, options.MinBuyers, options.MaxProducts, options.MaxThreads ?? Environment.ProcessorCount);
    }

    /// <inheritdoc/>
    public string Name => _settings.Name;

    /// <inheritdoc/>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default) => Fit(purchases, cancellationToken).Scorer;

    /// <summary>Learns, and tells how.</summary>
    /// <param name="purchases">Who has bought what.</param>
    /// <param name="cancellationToken">Ends the training within about a tenth of a second.</param>
    /// <exception cref="ArgumentNullException"><paramref name="purchases"/> is null.</exception>
    /// <exception cref="InvalidOperationException"><see cref="EaseOptions.Lambda"/> is too small for single precision.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ItemWeightsFit Fit(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        return _settings.Fit(purchases, cancellationToken);
    }
}
