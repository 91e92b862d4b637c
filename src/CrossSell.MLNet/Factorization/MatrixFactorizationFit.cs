namespace CrossSell.MLNet;

/// <summary>What <see cref="MLNetMatrixFactorizationTrainer"/> learned, and how.</summary>
/// <remarks>Immutable and thread-safe. Holds no type of ML.NET.</remarks>
public sealed class MatrixFactorizationFit
{
    private readonly float[] _customers;

    internal MatrixFactorizationFit(FactorScorer scorer, float[] customers, double alpha, double lambda, IReadOnlyList<MatrixFactorizationTrial> trials, IReadOnlyList<string> notes)
    {
        Scorer = scorer;
        _customers = customers;
        Alpha = alpha;
        Lambda = lambda;
        Trials = trials;
        Notes = notes;
    }

    /// <summary>
    /// The products' factors. It solves the factors of any customer from his purchases, to the minimum that ML.NET approaches: of ML.NET's objective, divided by alpha, what a
    /// purchase weighs is 1 / alpha = 1 + <see cref="FactorScorer.Alpha"/>, and lambda / alpha is <see cref="FactorScorer.Regularization"/>. So it also serves who was not there when it was learned.
    /// </summary>
    public FactorScorer Scorer { get; }

    /// <summary>What a pair that was not bought weighed.</summary>
    public double Alpha { get; }

    /// <summary>How strongly factors were held small.</summary>
    public double Lambda { get; }

    /// <summary>The settings that were tried, in their order; empty when both were given, or when there was too little to judge by.</summary>
    public IReadOnlyList<MatrixFactorizationTrial> Trials { get; }

    /// <summary>What a user should know, one sentence each: products that took no part, settings that could not be tried.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The factors that ML.NET found for the customers that it learned from: a row for each, 0 for one without purchases.</summary>
    public ReadOnlyMemory<float> CustomerFactors => _customers;

    /// <summary>ML.NET's own score of a pair it learned from, greater is better; 0 for a customer or a product without purchases, where ML.NET says noise or NaN.</summary>
    /// <param name="customer">The customer's place in the matrix.</param>
    /// <param name="product">The product's place in the matrix.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer or product.</exception>
    public float Score(int customer, int product)
    {
        int width = Scorer.FactorCount;
        ArgumentOutOfRangeException.ThrowIfNegative(customer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(customer, _customers.Length / width);
        ArgumentOutOfRangeException.ThrowIfNegative(product);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(product, Scorer.ProductCount);
        ReadOnlySpan<float> left = _customers.AsSpan(customer * width, width);
        ReadOnlySpan<float> right = Scorer.Factors.Span.Slice(product * width, width);
        double score = 0;
        for (int factor = 0; factor < width; factor++)
        {
            score += (double)left[factor] * right[factor];
        }

        return (float)score;
    }
}
