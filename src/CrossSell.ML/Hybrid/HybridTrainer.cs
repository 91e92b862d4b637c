using System.Globalization;
using CrossSell.ML.Hybrid;
using CrossSell.ML.Logistic;

namespace CrossSell.ML;

/// <summary>Learns a <see cref="HybridRanking"/>: several ways of scoring, weighed by what customers bought next.</summary>
/// <remarks>
/// <para>
/// At past instants every part learns from what was known before, and a logistic model learns to tell the products that were then bought from the other candidates.
/// The latest instant is held out first: it decides how strongly weights are held, which parts take part, how logits become probabilities, and whether one
/// part alone is better than the whole. Then all instants are learned from, and the parts that help learn anew from everything. Where purchases have no times,
/// one product at a time is taken away from customers and is the answer; what scores them then has learned from other customers alone.
/// </para>
/// <para>
/// Where attributes of customers or contacts are known, one part more takes part, <c>propensity</c>: each product's own model of who buys it, learned at every
/// instant from what had happened before it. For customers who have bought nothing yet a model of that part, trend and popularity is learned beside.
/// </para>
/// <para>
/// Deterministic for any number of threads. Nothing that was bought after an instant is used for what is said at it. Thread-safe while the options are not
/// changed. O(instants · (training of the parts + candidates · features^2)).
/// </para>
/// </remarks>
public sealed class HybridTrainer : IRankingTrainer
{
    private readonly HybridOptions _options;

    /// <summary>A trainer with the given options.</summary>
    /// <param name="options">Null for the defaults.</param>
    public HybridTrainer(HybridOptions? options = null) => _options = options ?? new HybridOptions();

    /// <summary>The ways of scoring that may take part unless the options name others: cosine, llr, rules-lift and ease; where products have categories category joins them, and where purchases have times timing, if held-out purchases are clearly better foretold with it. Fresh trainers, whose settings may be changed.</summary>
    public static IReadOnlyList<IProductScorerTrainer> DefaultParts() => Hybrid.DefaultParts.Create(threads: null);

    /// <summary>Learns from a table of pairs.</summary>
    /// <param name="purchases">Who bought what, first and last when if that is known; what else is known of customers and products takes part (<see cref="PurchaseMatrix.WithFacts"/>).</param>
    /// <param name="recent">A window whose past is known exactly, to be learned from as the latest; null to look back in the table alone.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <exception cref="PropensityTrainingException">There is nothing to learn from: nobody bought anything within a window, or, without times, nobody has two products.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or the window is about other products.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public HybridRanking Train(PurchaseMatrix purchases, HybridWindow? recent = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        LogisticOptions.ThrowIfInvalid(_options.Validate(), "options");
        WindowPlan? plan = PlanOf(purchases, _options.Horizon);
        HybridWindow[] windows = plan is null ? [] : [.. plan.Instants.Select(instant => HybridWindow.Of(purchases, instant, plan.Horizon))];
        if (recent is not null)
        {
            HybridWindow known = recent.With(purchases.Facts, purchases.Categories ?? recent.Past.Categories);
            windows = windows.Length > 1 ? [.. windows[..^1], known] : [known];
        }

        return Train(new HybridTraining(purchases, windows, plan?.Horizon, Offered: null, Repeatable: null, PropensityOf(purchases, _options.Propensity, plan?.Horizon)), cancellationToken);
    }

    /// <summary>Learns from a history alone.</summary>
    /// <param name="history">The purchases.</param>
    /// <param name="offered">For each product of the history whether it may be offered; null for all.</param>
    /// <param name="repeatable">For each product of the history whether it may be bought again; null for none.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <exception cref="PropensityTrainingException">There is nothing to learn from.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public HybridRanking Train(PurchaseHistory history, bool[]? offered = null, bool[]? repeatable = null, CancellationToken cancellationToken = default) =>
        Train(new RankingTrainingData { History = history, Offered = offered, Repeatable = repeatable }, cancellationToken);

    /// <inheritdoc/>
    public HybridRanking Train(RankingTrainingData data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(data.History);
        LogisticOptions.ThrowIfInvalid(_options.Validate(), "options");
        RequireOneEach(data.Offered, data.History.Products.Count, nameof(data.Offered));
        RequireOneEach(data.Repeatable, data.History.Products.Count, nameof(data.Repeatable));
        PurchaseMatrix purchases = PurchaseMatrix.Of(data.History).WithFacts(CustomerTableFacts.Of(data.Customers, data.Contacts)).WithCategories(data.Categories);
        WindowPlan? plan = PlanOf(purchases, _options.Horizon ?? data.Horizon);
        HybridWindow[] windows = plan is null ? [] : [.. plan.Instants.Select(instant => HybridWindow.Of(data.History, instant, plan.Horizon, data.Repeatable).With(purchases.Facts, purchases.Categories))];
        return Train(new HybridTraining(purchases, windows, plan?.Horizon, data.Offered, data.Repeatable, PropensityOf(purchases, _options.Propensity ?? data.Propensity, plan?.Horizon)), cancellationToken);
    }

    private HybridRanking Train(HybridTraining training, CancellationToken cancellationToken)
    {
        // What is bought when costs time in every ranking and seldom tells more than trend does: it must show that it helps. Parts that were asked for need not.
        bool hasTimes = training.Windows.Length > 0 && training.Purchases.HasTimes && Array.TrueForAll(training.Windows, window => window.Past.HasTimes);
        TimingScorerTrainer? onTrial = _options.Parts is null && hasTimes && training.Horizon is { } ahead ? Hybrid.DefaultParts.Timing(ahead) : null;
        IReadOnlyList<IProductScorerTrainer> parts = _options.Parts ?? [.. Hybrid.DefaultParts.Create(_options.MaxThreads, HasCategories(training.Purchases)), .. onTrial is null ? Array.Empty<IProductScorerTrainer>() : [onTrial]];
        if (training.Propensity is null || parts.Any(part => part.Name == training.Propensity.Name))
        {
            return new HybridFit(_options, training, parts, onTrial?.Name, cancellationToken).Run([]);
        }

        try
        {
            // First, for it is what may have too little to learn from.
            return new HybridFit(_options, training, [training.Propensity, .. parts], onTrial?.Name, cancellationToken).Run([]);
        }
        catch (PropensityPartException problem)
        {
            return new HybridFit(_options, training, parts, onTrial?.Name, cancellationToken).Run([$"Part {training.Propensity.Name} was left out: {problem.Message}"]);
        }
    }

    // One category for everything tells nothing.
    private static bool HasCategories(PurchaseMatrix purchases) => purchases.Categories is { } categories && categories.Where(name => !string.IsNullOrEmpty(name)).Distinct(StringComparer.Ordinal).Skip(1).Any();

    private WindowPlan? PlanOf(PurchaseMatrix purchases, TimeSpan? horizon)
    {
        WindowPlan? plan = purchases.HasTimes ? WindowPlan.For(purchases, horizon, _options.Windows) : null;
        return plan is null && purchases.HasTimes && horizon is { } wanted
            ? throw new PropensityTrainingException(string.Create(CultureInfo.InvariantCulture, $"The purchases do not span enough time: a horizon of {wanted.TotalDays:0.##} days needs twice as many. Set a shorter horizon, or give a longer history."))
            : plan;
    }

    private PropensityPartTrainer? PropensityOf(PurchaseMatrix purchases, IProductPropensityTrainer? trainer, TimeSpan? horizon) =>
        purchases.Facts is null && trainer is null ? null : new PropensityPartTrainer(trainer, horizon, _options.MaxThreads);

    private static void RequireOneEach(bool[]? answers, int products, string name)
    {
        if (answers is not null && answers.Length != products)
        {
            throw new ArgumentException($"There are {products} products and {answers.Length} answers; each product needs one.", name);
        }
    }
}
