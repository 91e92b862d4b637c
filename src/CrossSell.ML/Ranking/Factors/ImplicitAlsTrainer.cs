using CrossSell.ML.Ranking;

namespace CrossSell.ML;

/// <summary>Learns hidden factors of products, such that with those of customers they best tell who has bought what, by alternating least squares.</summary>
/// <remarks>
/// Hu, Koren, Volinsky 2008, "Collaborative filtering for implicit feedback datasets" (ICDM): every pair of customer and product is told, 1 when bought and 0 when not, what
/// was bought with greater confidence. The customers' factors are thrown away at the end: <see cref="FactorScorer"/> solves anybody's from his purchases.
/// Memory: 4 bytes a factor of each customer and product, beside the purchases. Time: iterations · (purchases · factors + (customers + products) · factors^2) with conjugate
/// gradients. The same seed gives the same bytes for any number of threads. Thread-safe.
/// </remarks>
public sealed class ImplicitAlsTrainer : IProductScorerTrainer
{
    private readonly ImplicitAlsOptions _options;

    /// <summary>A trainer with these settings.</summary>
    /// <param name="options">The settings, read once; the defaults when null.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message lists all that are.</exception>
    public ImplicitAlsTrainer(ImplicitAlsOptions? options = null)
    {
        options ??= new ImplicitAlsOptions();
        IReadOnlyList<string> failures = options.Validate();
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        _options = new ImplicitAlsOptions
        {
            Name = options.Name,
            Factors = options.Factors,
            Regularization = options.Regularization,
            Alpha = options.Alpha,
            Iterations = options.Iterations,
            Solver = options.Solver,
            ConjugateSteps = options.ConjugateSteps,
            Seed = options.Seed,
            Weighting = options.Weighting,
            MinBuyers = options.MinBuyers,
            MaxThreads = options.MaxThreads,
        };
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default) => Fit(purchases, cancellationToken).Scorer;

    /// <summary>Learns the factors, and tells how.</summary>
    /// <param name="purchases">Who has bought what.</param>
    /// <param name="cancellationToken">Ends the training within about a tenth of a second.</param>
    /// <exception cref="ArgumentNullException"><paramref name="purchases"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public FactorsFit Fit(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        int[] products = WeightedPurchases.MostBought(purchases, _options.MinBuyers, int.MaxValue);
        var notes = new List<string>();
        IReadOnlyList<RidgeTrial> trials = _options.Regularization is null ? RegularizationSearch.Try(purchases, products, _options, cancellationToken) : [];
        double regularization = _options.Regularization ?? HeldOutPurchases.Best(trials, RegularizationSearch.Unjudged * _options.Alpha);
        if (_options.Regularization is null && trials.Count == 0)
        {
            notes.Add(FormattableString.Invariant($"Fewer than {HeldOutPurchases.LeastCustomers} customers have purchases to judge by; the regularization is {regularization} without trial."));
        }

        if (products.Length < purchases.Products.Count)
        {
            notes.Add($"{products.Length} of {purchases.Products.Count} products have {_options.MinBuyers} or more buyers (MinBuyers); the others score 0.");
        }

        var model = new AlsFactorization(WeightedPurchases.Of(purchases, _options.Weighting, products), _options.Factors, regularization, _options, cancellationToken);
        for (int iteration = 0; iteration < _options.Iterations; iteration++)
        {
            model.SolveCustomers();
            model.SolveProducts();
        }

        float[] factors = new float[checked(purchases.Products.Count * _options.Factors)];
        for (int product = 0; product < products.Length; product++)
        {
            model.Products.Values.AsSpan(product * model.Width, _options.Factors).CopyTo(factors.AsSpan(products[product] * _options.Factors));
        }

        var scorer = new FactorScorer(_options.Name, purchases.Products.Count, factors, _options.Alpha, regularization, _options.Weighting);
        return new FactorsFit(scorer, regularization, trials, notes);
    }
}
