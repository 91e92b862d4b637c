namespace CrossSell.ML;

/// <summary>Learns a <see cref="TimingScorer"/>: what customers buy next by the time since what they bought last. Level one's way of saying "after A comes B".</summary>
/// <remarks>
/// From pairs of customer and product, of whose purchases only the first and the last are known; where products are bought more than twice, <see cref="ProductTimingTrainer"/>
/// knows more from the history. Thread-safe while its settings are not changed.
/// </remarks>
/// <param name="options">How; the defaults when null.</param>
public sealed class TimingScorerTrainer(ProductTimingOptions? options = null) : IProductScorerTrainer
{
    private readonly ProductTimingTrainer _trainer = new(options);

    /// <inheritdoc/>
    public string Name => "timing";

    /// <summary>How far ahead is looked.</summary>
    /// <value>Default: 60 days. More than 0, at most <see cref="ProductTiming.LongestHorizon"/> days.</value>
    public TimeSpan Horizon { get; set; } = TimeSpan.FromDays(60);

    /// <inheritdoc/>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default) =>
        new TimingScorer(_trainer.Train(purchases, cancellationToken), Horizon);
}
