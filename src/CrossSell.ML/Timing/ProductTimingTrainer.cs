namespace CrossSell.ML;

/// <summary>Learns from a history when each product is bought: after which purchase, how long after it, and how often otherwise.</summary>
/// <remarks>
/// <para>
/// Customers are observed from the day after their first purchase to the instant of looking; who has not bought by then is censored. For each product and each other product
/// (for renewals: the product itself) purchases and customer-days are counted by the days since the last purchase of the other (a life table). A pair is a trigger when
/// purchases crowd in a window more than chance allows (see <see cref="ProductTimingOptions"/>). Then each customer-day at risk is given to one trigger, the one whose hazard
/// lies farthest from the usual, and purchases over days of these disjoint cells, pulled towards the product's own rate, are the hazards: what the model promises on the
/// whole is what was seen.
/// </para>
/// <para>O(sum over customers of products squared, times bands). Memory: 12 bytes for each product, product and band and thread. Thread-safe while the options are not changed.</para>
/// </remarks>
/// <param name="options">How; the defaults when null.</param>
public sealed class ProductTimingTrainer(ProductTimingOptions? options = null) : IProductTimingTrainer
{
    private const double BaseWeight = 0.5;

    private readonly ProductTimingOptions _options = options ?? new ProductTimingOptions();

    /// <summary>Learns from what was bought before an instant; nothing later is looked at.</summary>
    /// <param name="history">The purchases. Those without a time count as made before all others.</param>
    /// <param name="before">The first instant that does not count any more; null for everything.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    /// <exception cref="ArgumentException">A setting is out of range; the message names every one.</exception>
    /// <exception cref="InvalidOperationException">No purchase has a time.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ProductTiming Train(PurchaseHistory history, DateTime? before = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        RequireOptions();
        if (history.LastTime is not { } last)
        {
            throw new InvalidOperationException("No purchase has a time, so nothing can be learned about when products are bought.");
        }

        return Train(PurchaseDays.Of(history, before ?? last.AddTicks(1)), cancellationToken);
    }

    /// <inheritdoc/>
    ProductTiming IProductTimingTrainer.Train(PurchaseHistory history, CancellationToken cancellationToken) => Train(history, before: null, cancellationToken);

    /// <summary>Learns from pairs with their first and last time, as if there were no purchases between.</summary>
    /// <param name="purchases">The pairs, up to their instant of looking.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <exception cref="ArgumentNullException"><paramref name="purchases"/> is null.</exception>
    /// <exception cref="ArgumentException">A setting is out of range; the message names every one.</exception>
    /// <exception cref="InvalidOperationException">No purchase has a time.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ProductTiming Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        RequireOptions();
        return purchases.AsOf is { } asOf
            ? Train(PurchaseDays.Of(purchases, asOf), cancellationToken)
            : throw new InvalidOperationException("No purchase has a time, so nothing can be learned about when products are bought.");
    }

    private void RequireOptions()
    {
        if (_options.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures));
        }
    }

    private ProductTiming Train(PurchaseDays purchases, CancellationToken cancellationToken)
    {
        int[] entries = [.. purchases.Entry.Where(entry => entry != int.MaxValue)];
        var bands = AgeBands.For(_options, entries.Length == 0 ? 1 : purchases.End - entries.Min());
        var risk = new FirstRisk(purchases);
        TriggerCandidate[][] triggers = new TriggerSearch(purchases, bands, risk, _options).Run(cancellationToken);
        return Compile(purchases, bands, risk, triggers, cancellationToken);
    }

    private ProductTiming Compile(PurchaseDays purchases, AgeBands bands, FirstRisk risk, TriggerCandidate[][] triggers, CancellationToken cancellationToken)
    {
        double weight = Math.Min(BaseWeight, _options.PriorPurchases ?? BaseWeight);
        double[] first = FirstRisk.Rates(risk.FirstEvents, risk.FirstDays, weight);
        double[] repeat = FirstRisk.Rates(risk.RepeatEvents, risk.RepeatDays, weight);
        TriggerCandidate[] all = [.. triggers.SelectMany(list => list)];
        double prior = _options.PriorPurchases ?? LifeTable.LikeliestPrior(
        [
            .. all.SelectMany(trigger => trigger.Days.Select((days, b) => ((double)trigger.Purchases[b], days * Usual(trigger)))).Where(cell => cell.Item2 > 0),
        ]);

        var tables = new TimingTables(bands.Count, all, prior);
        int[] starts = [0, .. triggers.Select(list => list.Length)];
        for (int p = 0; p < purchases.Products; p++)
        {
            starts[p + 1] += starts[p];
        }

        var firstHazards = new double[purchases.Products];
        var firstWeights = new double[purchases.Products];
        var repeatHazards = new double[purchases.Products];
        var repeatWeights = new double[purchases.Products];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.MaxThreads ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, purchases.Products, parallel, p =>
        {
            tables.Fill(purchases, bands, p, starts[p], starts[p + 1], first[p], repeat[p], out TimingTables.Led ledFirst, out TimingTables.Led ledRepeat);
            firstHazards[p] = LifeTable.Hazard(risk.FirstEvents[p] - ledFirst.Purchases, risk.FirstDays[p] - ledFirst.Days, first[p], prior);
            firstWeights[p] = tables.WeightOf(risk.FirstEvents[p] - ledFirst.Purchases);
            repeatHazards[p] = LifeTable.Hazard(risk.RepeatEvents[p] - ledRepeat.Purchases, risk.RepeatDays[p] - ledRepeat.Days, repeat[p], prior);
            repeatWeights[p] = tables.WeightOf(risk.RepeatEvents[p] - ledRepeat.Purchases);
        });

        return new ProductTiming
        {
            BandEnds = bands.Ends,
            FirstHazards = firstHazards,
            FirstWeights = firstWeights,
            RepeatHazards = repeatHazards,
            RepeatWeights = repeatWeights,
            TriggerStarts = starts,
            Triggers = [.. all.Select(trigger => ToTrigger(trigger, bands))],
            Hazards = tables.Hazards,
            Weights = tables.Weights,
            Signals = tables.Signals,
        };

        double Usual(TriggerCandidate trigger) => trigger.Cause == trigger.Product ? repeat[trigger.Product] : first[trigger.Product];
    }

    private static TimingTrigger ToTrigger(TriggerCandidate candidate, AgeBands bands)
    {
        WindowScan.Window window = candidate.Window;
        int from = window.FirstBand == 0 ? 1 : bands.Ends[window.FirstBand - 1] + 1;
        return new TimingTrigger(candidate.Product, candidate.Cause, from, bands.Ends[window.LastBand], window.Purchases, window.InWindow, window.Lift, candidate.Adjusted);
    }
}
