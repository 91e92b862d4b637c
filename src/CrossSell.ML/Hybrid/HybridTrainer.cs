using System.Globalization;
using CrossSell.ML.Hybrid;
using CrossSell.ML.Learning;
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
/// Deterministic for any number of threads. Nothing that was bought after an instant is used for what is said at it. Thread-safe while the options are not
/// changed. O(instants · (training of the parts + candidates · features^2)).
/// </para>
/// </remarks>
public sealed class HybridTrainer : IRankingTrainer
{
    private const double LeastSlope = 0.2;
    private const double MostSlope = 3;

    /// <summary>What fewer purchases say about the order is mostly chance.</summary>
    private const int LeastPurchases = 100;

    private readonly HybridOptions _options;

    /// <summary>A trainer with the given options.</summary>
    /// <param name="options">Null for the defaults.</param>
    public HybridTrainer(HybridOptions? options = null) => _options = options ?? new HybridOptions();

    /// <summary>The ways of scoring that may take part unless the options name others: cosine, llr, rules-lift and ease. Fresh trainers, whose settings may be changed.</summary>
    public static IReadOnlyList<IProductScorerTrainer> DefaultParts() => Hybrid.DefaultParts.Create(threads: null);

    /// <summary>Learns from a table of pairs.</summary>
    /// <param name="purchases">Who bought what, first and last when if that is known.</param>
    /// <param name="recent">A window whose past is known exactly, to be learned from as the latest; null to look back in the table alone.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <exception cref="PropensityTrainingException">There is nothing to learn from: nobody bought anything within a window, or, without times, nobody has two products.</exception>
    /// <exception cref="ArgumentException">An option is out of range, or the window is about other products.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public HybridRanking Train(PurchaseMatrix purchases, HybridWindow? recent = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        LogisticOptions.ThrowIfInvalid(_options.Validate(), "options");
        WindowPlan? plan = purchases.HasTimes ? WindowPlan.For(purchases, _options.Horizon, _options.Windows) : null;
        HybridWindow[] windows = plan is null ? [] : [.. plan.Instants.Select(instant => HybridWindow.Of(purchases, instant, plan.Horizon))];
        if (recent is not null)
        {
            windows = windows.Length > 1 ? [.. windows[..^1], recent] : [recent];
        }

        return Train(purchases, windows, plan?.Horizon, offered: null, repeatable: null, cancellationToken);
    }

    /// <inheritdoc/>
    public HybridRanking Train(PurchaseHistory history, bool[]? offered = null, bool[]? repeatable = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        LogisticOptions.ThrowIfInvalid(_options.Validate(), "options");
        RequireOneEach(offered, history.Products.Count, nameof(offered));
        RequireOneEach(repeatable, history.Products.Count, nameof(repeatable));
        var purchases = PurchaseMatrix.Of(history);
        WindowPlan? plan = purchases.HasTimes ? WindowPlan.For(purchases, _options.Horizon, _options.Windows) : null;
        HybridWindow[] windows = plan is null ? [] : [.. plan.Instants.Select(instant => HybridWindow.Of(history, instant, plan.Horizon, repeatable))];
        return Train(purchases, windows, plan?.Horizon, offered, repeatable, cancellationToken);
    }

    private HybridRanking Train(PurchaseMatrix purchases, HybridWindow[] windows, TimeSpan? horizon, bool[]? offered, bool[]? repeatable, CancellationToken cancellationToken)
    {
        int threads = _options.MaxThreads ?? Environment.ProcessorCount;
        IReadOnlyList<IProductScorerTrainer> trainers = _options.Parts ?? Hybrid.DefaultParts.Create(_options.MaxThreads);
        HybridFeatures LevelOneOf(PurchaseMatrix past, IReadOnlyList<IProductScorerTrainer> some, bool[]? open) =>
            LevelOne.Train(some, past, horizon, open, windows.Length == 0 ? null : repeatable, _options.CandidatesOfEach, cancellationToken);

        HybridRows[] rows = windows.Length > 0
            ? [.. windows.Select(window => HybridRows.Read(LevelOneOf(window.Past, trainers, null), window, _options.MaxRows / windows.Length, threads, cancellationToken))]
            : [TakenAway.Read(purchases, past => LevelOneOf(past, trainers, null), _options.MaxRows, threads, cancellationToken)];
        RequireEnough(rows[^1]);
        (HybridRows learned, HybridRows heldOut) = Divide(rows);
        string[] partOf = [.. FeatureParts(trainers, rows[^1].Features, horizon is not null)];
        PartSelection.Choice choice = new PartSelection(learned, heldOut, partOf, threads, cancellationToken).Choose(_options.Ridge);

        // Parts that do not take part are not trained again: scoring is the faster for it.
        int[] kept = [.. Enumerable.Range(0, trainers.Count).Where(part => choice.Features.Contains(2 * part))];
        int[] features = [.. Enumerable.Range(0, partOf.Length).Where(feature => feature >= 2 * trainers.Count || kept.Contains(feature / 2))];
        HybridFeatures final = LevelOneOf(purchases, [.. kept.Select(part => trainers[part])], offered);
        int[] used = [.. choice.Features.Select(feature => Array.IndexOf(features, feature))];
        double slope = Math.Clamp(PlattLine.Fit(choice.Logits, heldOut.Labels, heldOut.RowWeights()).Slope, LeastSlope, MostSlope);
        return Fit(final, [.. rows.Select(window => window.With(features))], used, choice, slope, horizon, threads, cancellationToken);
    }

    private static HybridRanking Fit(
        HybridFeatures features, HybridRows[] rows, int[] used, PartSelection.Choice choice, double slope, TimeSpan? horizon, int threads, CancellationToken cancellationToken)
    {
        var all = HybridRows.Join(rows);
        HybridModel warm = LevelTwo.Fit(all, used, choice.Ridge, threads, cancellationToken);
        HybridModel cold = LevelTwo.Fit(all, [.. Enumerable.Range(features.FirstColumnFeature, features.Columns.Count)], choice.Ridge, threads, cancellationToken);
        double shift = Shift(rows[^1], LevelTwo.Logits(rows[^1], warm), slope);
        string[] notes =
        [
            .. choice.Notes,
            string.Create(CultureInfo.InvariantCulture, $"{all.Count} candidates of {all.Customers} customers were learned from, {all.Labels.Sum():0} of them bought; weights are held by a ridge of {choice.Ridge:0.###}."),
            string.Create(CultureInfo.InvariantCulture, $"Logits are multiplied by {slope:0.000} to suit held-out purchases."),
        ];
        return new HybridRanking(features, warm, cold, slope, shift, horizon, notes);
    }

    // The latest window is held out. With one window, or none, every fifth customer is.
    private static (HybridRows Learned, HybridRows HeldOut) Divide(HybridRows[] rows)
    {
        HybridRows latest = rows[^1];
        HybridRows learned = rows.Length > 1 ? HybridRows.Join(rows[..^1]) : latest.Select(customer => latest.Hashes[customer] % 5 != 0);
        HybridRows heldOut = rows.Length > 1 ? latest : latest.Select(customer => latest.Hashes[customer] % 5 == 0);
        return HasBothAnswers(learned) && HasBothAnswers(heldOut) ? (learned, heldOut) : (latest, latest);
    }

    private static bool HasBothAnswers(HybridRows rows) => rows.Labels.AsSpan().Contains(1.0) && rows.Labels.AsSpan().Contains(0.0);

    private static void RequireEnough(HybridRows rows)
    {
        double bought = rows.Labels.Sum();
        if (bought < LeastPurchases || bought == rows.Count)
        {
            throw new PropensityTrainingException(FormattableString.Invariant(
                $"Of {rows.Count} candidates of {rows.Customers} customers {bought:0} were bought in the latest window; with fewer than {LeastPurchases}, or all, there is nothing to learn from. Set another horizon, or give a longer history."));
        }
    }

    private static void RequireOneEach(bool[]? answers, int products, string name)
    {
        if (answers is not null && answers.Length != products)
        {
            throw new ArgumentException($"There are {products} products and {answers.Length} answers; each product needs one.", name);
        }
    }

    // The part of each feature, in the order of HybridFeatures.
    private static IEnumerable<string> FeatureParts(IReadOnlyList<IProductScorerTrainer> trainers, int features, bool hasTimes)
    {
        List<string> parts = [.. trainers.SelectMany(trainer => new[] { trainer.Name, trainer.Name }), "popularity"];
        parts.AddRange(hasTimes ? Enumerable.Repeat("trend", AdoptionColumns.OfTrend) : []);
        parts.AddRange(Enumerable.Repeat("repurchase", features - parts.Count - HybridFeatures.OfCustomer));
        return parts.Concat(Enumerable.Repeat("customer", HybridFeatures.OfCustomer));
    }

    // So that the probabilities of the latest window's candidates sum to what was bought of them.
    private static double Shift(HybridRows rows, double[] logits, double slope)
    {
        double shift = 0;
        double[]? weights = rows.RowWeights();
        for (int step = 0; step < 100; step++)
        {
            double excess = 0;
            double curvature = 0;
            for (int row = 0; row < logits.Length; row++)
            {
                double probability = Numerics.LogisticFunction.Of((slope * logits[row]) + shift);
                double weight = weights?[row] ?? 1;
                excess += weight * (probability - rows.Labels[row]);
                curvature += weight * probability * (1 - probability);
            }

            double move = Math.Clamp(excess / curvature, -1, 1);
            shift -= move;
            if (Math.Abs(move) < 1e-12)
            {
                break;
            }
        }

        return shift;
    }
}
