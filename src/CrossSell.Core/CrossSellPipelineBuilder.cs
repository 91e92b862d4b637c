namespace CrossSell;

/// <summary>Collects the settings of a pipeline; <see cref="Build"/> checks all of them at once.</summary>
/// <remarks>
/// Not thread-safe. Used once, then it refuses. What the customer owns is always left out of his offers; there is no setting that offers it to him.
/// </remarks>
public sealed class CrossSellPipelineBuilder
{
    private readonly ModelRuleOptions _rules = new();
    private readonly SnapshotOptions _snapshots = new();
    private IProductPropensityTrainer? _trainer;
    private IRankingTrainer? _ranking;
    private IProductTimingTrainer? _timing;
    private readonly MomentOptions _moments = new();
    private bool _built;

    /// <summary>Sets how association rules are mined; without a call the defaults of <see cref="ModelRuleOptions"/> hold.</summary>
    /// <param name="configure">Changes the options that it is given.</param>
    /// <exception cref="InvalidOperationException">The pipeline was built already.</exception>
    public CrossSellPipelineBuilder MineRules(Action<ModelRuleOptions>? configure = null)
    {
        ThrowIfBuilt();
        configure?.Invoke(_rules);
        return this;
    }

    /// <summary>Learns probabilities beside the rules: an offer's score is then the probability of the purchase. CrossSell.ML has trainers.</summary>
    /// <param name="trainer">Who learns.</param>
    /// <param name="configure">Changes snapshots and horizon; null for the defaults of <see cref="SnapshotOptions"/>.</param>
    /// <exception cref="InvalidOperationException">The pipeline was built already.</exception>
    public CrossSellPipelineBuilder EstimatePropensity(IProductPropensityTrainer trainer, Action<SnapshotOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ThrowIfBuilt();
        _trainer = trainer;
        configure?.Invoke(_snapshots);
        return this;
    }

    /// <summary>Lets offers be ranked by what is learned over several ways of scoring: an offer's score is then the probability of the purchase. CrossSell.ML has trainers.</summary>
    /// <remarks>
    /// Customers and contacts that <see cref="CrossSellPipeline.Fit(PurchaseHistory, ProductCatalog?, CustomerTable?, CustomerContacts?, IProgress{Mining.MiningProgress}?, CancellationToken)"/>
    /// is given take part. With <see cref="EstimatePropensity"/> as well its trainer learns what they say, as one part of the ranking, and its horizon is that of the ranking.
    /// </remarks>
    /// <param name="trainer">Who learns.</param>
    /// <exception cref="InvalidOperationException">The pipeline was built already.</exception>
    public CrossSellPipelineBuilder RankBy(IRankingTrainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ThrowIfBuilt();
        _ranking = trainer;
        return this;
    }

    /// <summary>Learns when products are bought as well: an offer then says its best moment. Where purchases have no times nothing is learned. CrossSell.ML has a trainer.</summary>
    /// <param name="trainer">Who learns.</param>
    /// <param name="configure">Changes which moments are compared; null for the defaults of <see cref="MomentOptions"/>.</param>
    /// <exception cref="InvalidOperationException">The pipeline was built already.</exception>
    public CrossSellPipelineBuilder LearnTiming(IProductTimingTrainer trainer, Action<MomentOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ThrowIfBuilt();
        _timing = trainer;
        configure?.Invoke(_moments);
        return this;
    }

    /// <summary>Checks every setting and fixes them.</summary>
    /// <exception cref="ArgumentException">One or more settings are out of range; the message names them all.</exception>
    /// <exception cref="InvalidOperationException">The pipeline was built already.</exception>
    public CrossSellPipeline Build()
    {
        ThrowIfBuilt();
        string[] both = _ranking is not null && _trainer is not null && _snapshots.Snapshots is not null
            ? [$"{nameof(SnapshotOptions.Snapshots)} is set, and with {nameof(RankBy)} the ranking chooses the past instants; set {nameof(SnapshotOptions.Horizon)} alone."]
            : [];
        string[] failures = [.. _rules.Validate(), .. _snapshots.Validate(), .. _moments.Validate(), .. both];
        if (failures.Length > 0)
        {
            throw new ArgumentException($"The pipeline cannot be built. {string.Join(' ', failures)}");
        }

        _built = true;
        return new CrossSellPipeline(_rules, _trainer, _snapshots, _ranking, _timing, _moments);
    }

    private void ThrowIfBuilt()
    {
        if (_built)
        {
            throw new InvalidOperationException("This builder has built its pipeline; another pipeline needs another builder.");
        }
    }
}
