using CrossSell.MLNet.Factorization;

namespace CrossSell.MLNet;

/// <summary>Learns hidden factors of customers and products with ML.NET's matrix factorization, behind CrossSell's seam.</summary>
/// <remarks>
/// <para>
/// Of each pair of customer and product it is told, once, that it was bought: one-class factorization (Yu, Bilenko and Lin 2017, "Selection of negative samples for one-class matrix
/// factorization", solved by coordinate descent in libmf). How often and when something was bought plays no part: ML.NET ignores labels here. <see cref="CrossSell.ML.ImplicitAlsTrainer"/>
/// minimises the same kind of loss, with confidences.
/// </para>
/// <para>
/// The factors of products go into a <see cref="FactorScorer"/>, and ML.NET is not needed any more: scores are finite for every customer and product, where ML.NET says NaN of a key that
/// it does not know. The same purchases give the same factors on one kind of processor, for any seed and number of threads; it uses one. Thread-safe. A cancelled caller is let go at
/// once, but the native code goes on to the end of its iterations. Needs libmf for the system: x64 and x86 alone have it.
/// </para>
/// </remarks>
public sealed class MLNetMatrixFactorizationTrainer : IProductScorerTrainer
{
    private readonly MLNetMatrixFactorizationOptions _options;

    /// <summary>A trainer with these settings.</summary>
    /// <param name="options">The settings, read once; the defaults when null.</param>
    /// <exception cref="ArgumentException">A setting is out of range; the message lists all that are.</exception>
    public MLNetMatrixFactorizationTrainer(MLNetMatrixFactorizationOptions? options = null)
    {
        options ??= new MLNetMatrixFactorizationOptions();
        IReadOnlyList<string> failures = options.Validate();
        _options = failures.Count == 0 ? options.Copy() : throw new ArgumentException(string.Join(' ', failures), nameof(options));
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public IProductScorer Train(PurchaseMatrix purchases, CancellationToken cancellationToken = default) => Fit(purchases, cancellationToken).Scorer;

    /// <summary>Learns the factors, and tells how.</summary>
    /// <param name="purchases">Who has bought what.</param>
    /// <param name="cancellationToken">Ends the call within about a tenth of a second.</param>
    /// <exception cref="ArgumentNullException"><paramref name="purchases"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There is no purchase, or the settings let a factor run off to infinity; the message says which.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public MatrixFactorizationFit Fit(PurchaseMatrix purchases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        if (purchases.Count == 0)
        {
            throw new InvalidOperationException($"The matrix has {purchases.Customers.Count} customers, {purchases.Products.Count} products and no purchase; there is nothing to learn from.");
        }

        IReadOnlyList<MatrixFactorizationTrial> trials = FactorSettings.Try(purchases, _options, cancellationToken);
        MatrixFactorizationTrial? best = FactorSettings.Best(trials);
        double alpha = _options.Alpha ?? best?.Alpha ?? FactorSettings.UnjudgedAlpha;
        double lambda = _options.Lambda ?? best?.Lambda ?? FactorSettings.UnjudgedLambda;
        var notes = new List<string>();
        if (best is null && (_options.Alpha is null || _options.Lambda is null))
        {
            notes.Add(FormattableString.Invariant($"Fewer than {FactorSettings.LeastCustomers} customers have purchases to judge by; alpha {alpha} and lambda {lambda} are taken without trial."));
        }

        int without = Enumerable.Range(0, purchases.Products.Count).Count(product => purchases.BuyersOf(product).IsEmpty);
        if (without > 0)
        {
            notes.Add($"{without} of {purchases.Products.Count} products have no buyer; they score 0.");
        }

        var found = OneClassFactors.Learn(purchases, _options.Factors, _options.Iterations, alpha, lambda, cancellationToken);
        FactorScorer scorer = Compiled.Scorer(_options.Name, purchases.Products.Count, found.Products, alpha, lambda);
        return new MatrixFactorizationFit(scorer, found.Customers, alpha, lambda, trials, notes);
    }
}
