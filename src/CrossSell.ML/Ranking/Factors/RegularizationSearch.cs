using CrossSell.ML.Numerics;

namespace CrossSell.ML.Ranking;

/// <summary>Finds how strongly the factors of <see cref="ImplicitAlsTrainer"/> should be held small: each strength of a ladder foretells purchases that were held out.</summary>
/// <remarks>With few factors and few iterations, which takes about as long as the training itself; what suits them suits more.</remarks>
internal static class RegularizationSearch
{
    /// <summary>The strength for alpha 1 when there is too little to judge by.</summary>
    public const double Unjudged = 10;

    private const int MostFactors = 32;
    private const int MostIterations = 6;

    private static readonly double[] _ladder = [1, 3, 10, 20, 40, 100, 300];

    /// <summary>What each strength reached, in ascending order; empty when there are too few customers to judge by.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<RidgeTrial> Try(PurchaseMatrix matrix, int[] products, ImplicitAlsOptions options, CancellationToken cancellationToken)
    {
        HeldOutPurchases held = HeldOutPurchases.Of(matrix, options.Weighting, products);
        if (held.Customers.Length < HeldOutPurchases.LeastCustomers)
        {
            return [];
        }

        var trials = new List<RidgeTrial>();
        foreach (double strength in _ladder.Select(step => step * options.Alpha))
        {
            var model = new AlsFactorization(held.Learned, Math.Min(options.Factors, MostFactors), strength, options, cancellationToken);
            for (int iteration = 0; iteration < Math.Min(options.Iterations, MostIterations); iteration++)
            {
                model.SolveCustomers();
                model.SolveProducts();
            }

            model.SolveCustomers();
            double ndcg = held.Ndcg((customer, scores) => Score(model, customer, scores), options.MaxThreads ?? Environment.ProcessorCount, cancellationToken);
            trials.Add(new RidgeTrial(strength, ndcg));
        }

        return trials;
    }

    private static unsafe void Score(AlsFactorization model, int customer, float[] scores)
    {
        float* x = model.Customers.Pointer + ((long)customer * model.Width);
        for (int product = 0; product < scores.Length; product++)
        {
            scores[product] = FloatKernels.Dot(model.Products.Pointer + ((long)product * model.Width), x, model.Width);
        }
    }
}
