using System.Buffers;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>Scores by hidden factors: each product has some, a customer's follow from what he has bought, and a score is their product.</summary>
/// <remarks>
/// Immutable and thread-safe. No customer is kept: anybody's factors are solved for from his purchases, exactly, as Hu, Koren and Volinsky 2008 ("Collaborative
/// filtering for implicit feedback datasets", equation 4) do for those they learn from; so a new customer is served like any other. For n products of f
/// factors 12 n f bytes; a score of all products takes O(m f min(m, f) + n f) for m purchases. Scoring allocates nothing beyond pooled work space.
/// </remarks>
public sealed class FactorScorer : IProductScorer
{
    private const int OnStack = 256;
    private readonly float[] _factors;
    private readonly FactorFoldIn _foldIn;

    /// <summary>A scorer of these factors.</summary>
    /// <param name="name">The name under which tables and reasons show it.</param>
    /// <param name="productCount">The number of products.</param>
    /// <param name="factors">A row for each product, all of one length; kept, not copied. A product whose factors are all 0 scores 0.</param>
    /// <param name="alpha">What a purchase of weight 1 adds to the confidence 1 that every product has, bought or not; finite, above 0.</param>
    /// <param name="regularization">How strongly factors are held small; finite, above 0.</param>
    /// <param name="owned">What each owned product weighs; <see cref="OwnedWeighting.Binary"/> when null.</param>
    /// <exception cref="ArgumentException">The name is blank, the length is no multiple of the number of products, or a factor is not finite; or the regularization is too small.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public FactorScorer(string name, int productCount, float[] factors, double alpha, double regularization, OwnedWeighting? owned = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(factors);
        ArgumentOutOfRangeException.ThrowIfNegative(productCount);
        RequireAboveZero(alpha, nameof(alpha));
        RequireAboveZero(regularization, nameof(regularization));
        if (productCount == 0 ? factors.Length != 0 : factors.Length % productCount != 0 || factors.Length == 0)
        {
            throw new ArgumentException($"{productCount} products have rows of one length; there are {factors.Length} factors.", nameof(factors));
        }

        int bad = factors.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
        if (bad >= 0)
        {
            throw new ArgumentException($"Factor {bad} of '{name}' is {factors[bad]}; factors must be finite.", nameof(factors));
        }

        Name = name;
        ProductCount = productCount;
        FactorCount = productCount == 0 ? 0 : factors.Length / productCount;
        Alpha = alpha;
        Regularization = regularization;
        Owned = owned ?? OwnedWeighting.Binary;
        _factors = factors;
        _foldIn = new FactorFoldIn(factors, productCount, FactorCount, alpha, regularization);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int ProductCount { get; }

    /// <summary>The number of factors of a product.</summary>
    public int FactorCount { get; }

    /// <summary>What a purchase of weight 1 adds to the confidence 1 that every product has.</summary>
    public double Alpha { get; }

    /// <summary>How strongly factors are held small.</summary>
    public double Regularization { get; }

    /// <summary>What each owned product weighs.</summary>
    public OwnedWeighting Owned { get; }

    /// <summary>The factors: a row for each product.</summary>
    public ReadOnlyMemory<float> Factors => _factors;

    /// <inheritdoc/>
    public unsafe void Score(in CustomerPurchases customer, Span<float> scores)
    {
        ScoreVector.Require(scores, this);
        ScoreVector.RequireKnown(customer, this);
        float[]? rented = customer.Count > OnStack ? ArrayPool<float>.Shared.Rent(customer.Count) : null;
        Span<float> weights = (rented is null ? stackalloc float[OnStack] : rented)[..customer.Count];
        double[] factors = ArrayPool<double>.Shared.Rent(FactorCount);
        float[] rounded = ArrayPool<float>.Shared.Rent(FactorCount);
        Owned.Fill(customer, weights);
        _foldIn.Solve(customer.Products, weights, factors.AsSpan(0, FactorCount));
        for (int f = 0; f < FactorCount; f++)
        {
            rounded[f] = (float)factors[f];
        }

        fixed (float* rows = _factors, x = rounded, target = scores)
        {
            FactorKernels.Scores(rows, ProductCount, FactorCount, x, target);
        }

        ArrayPool<float>.Shared.Return(rounded);
        ArrayPool<double>.Shared.Return(factors);
        if (rented is not null)
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <inheritdoc/>
    /// <remarks>One for each owned product: a customer's factors are a sum over his purchases of confidence times solved factors, and so is every score (Hu, Koren, Volinsky 2008, section 5).</remarks>
    public void Explain(in CustomerPurchases customer, int product, ICollection<ScoreContribution> contributions)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        ScoreVector.RequireProduct(product, this);
        ScoreVector.RequireKnown(customer, this);
        float[] weights = new float[customer.Count];
        double[] amounts = new double[customer.Count];
        Owned.Fill(customer, weights);
        _foldIn.Divide(customer.Products, weights, product, amounts);
        for (int at = 0; at < amounts.Length; at++)
        {
            contributions.Add(new ScoreContribution(ScoreCause.OwnedProduct, customer.Products[at], amounts[at]));
        }
    }

    /// <summary>A customer's factors: those that fit his purchases best.</summary>
    /// <param name="customer">What the customer has bought.</param>
    /// <exception cref="ArgumentException">The customer has a product that the scorer does not know.</exception>
    public double[] FoldIn(in CustomerPurchases customer)
    {
        ScoreVector.RequireKnown(customer, this);
        float[] weights = new float[customer.Count];
        double[] factors = new double[FactorCount];
        Owned.Fill(customer, weights);
        _foldIn.Solve(customer.Products, weights, factors);
        return factors;
    }

    private static void RequireAboveZero(double value, string name)
    {
        if (!(double.IsFinite(value) && value > 0))
        {
            throw new ArgumentOutOfRangeException(name, value, "It must be a finite number above 0.");
        }
    }
}
