using CrossSell.ML.Numerics;

namespace CrossSell.ML.Ranking;

/// <summary>Both sides of alternating least squares, one half-step after the other.</summary>
internal sealed class AlsFactorization
{
    // Small beside what the first half-step makes of them, and none equal (as in common implementations).
    private const float Spread = 0.01f;

    private readonly WeightedPurchases _purchases;
    private readonly FactorHalfStep _step;

    /// <param name="purchases">Who has bought what.</param>
    /// <param name="factors">The number of factors.</param>
    /// <param name="regularization">How strongly factors are held small.</param>
    /// <param name="options">Everything else.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public AlsFactorization(WeightedPurchases purchases, int factors, double regularization, ImplicitAlsOptions options, CancellationToken cancellationToken)
    {
        _purchases = purchases;
        Factors = factors;
        Width = FactorSystem.Pad(factors);
        int threads = options.MaxThreads ?? Environment.ProcessorCount;
        _step = new FactorHalfStep(factors, options.Alpha, regularization, options.Solver, options.ConjugateSteps, threads, cancellationToken);
        ulong state = options.Seed;
        Customers = Draw(purchases.ByCustomer.Rows, ref state);
        Products = Draw(purchases.ByProduct.Rows, ref state);
    }

    public int Factors { get; }

    /// <summary>From row to row of <see cref="Customers"/> and <see cref="Products"/>; beyond the factors stand zeros.</summary>
    public int Width { get; }

    public PinnedFloats Customers { get; }

    public PinnedFloats Products { get; }

    public void SolveCustomers() => _step.Run(_purchases.ByCustomer, Products, Customers);

    public void SolveProducts() => _step.Run(_purchases.ByProduct, Customers, Products);

    // SplitMix64 (Steele, Lea, Flood 2014), 24 bits a number.
    private PinnedFloats Draw(int rows, ref ulong state)
    {
        var factors = new PinnedFloats((long)rows * Width, isZero: true);
        for (int row = 0; row < rows; row++)
        {
            for (int f = 0; f < Factors; f++)
            {
                state += 0x9E3779B97F4A7C15;
                ulong mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
                mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
                factors.Values[((long)row * Width) + f] = Spread * ((mixed ^ (mixed >> 31)) >> 40) / (1 << 24);
            }
        }

        return factors;
    }
}
