using CrossSell.MLNet.Views;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.Recommender;

namespace CrossSell.MLNet.Factorization;

/// <summary>One run of ML.NET's matrix factorization, and its factors as flat arrays.</summary>
/// <param name="Customers">A row for each customer.</param>
/// <param name="Products">A row for each product.</param>
internal sealed record OneClassFactors(float[] Customers, float[] Products)
{
    /// <summary>Learns factors of the pairs of a matrix.</summary>
    /// <remarks>
    /// libmf cannot be told to stop once it has the pairs. So it runs on a thread of its own, and a cancelled caller leaves at once; the thread goes on to the end of its
    /// iterations, and what it learned is thrown away.
    /// </remarks>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">A factor is not finite.</exception>
    public static OneClassFactors Learn(PurchaseMatrix purchases, int factors, int iterations, double alpha, double lambda, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Task<OneClassFactors> run = Task.Factory.StartNew(
            () => Run(purchases, factors, iterations, alpha, lambda, cancellationToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return run.WaitAsync(cancellationToken).GetAwaiter().GetResult();
    }

    private static OneClassFactors Run(PurchaseMatrix purchases, int factors, int iterations, double alpha, double lambda, CancellationToken cancellationToken)
    {
        // A context for every fit: it keeps some 11 KB of each for ever. The seed says nothing here, libmf has its own, which is fixed.
        var context = new MLContext(seed: 1);
        MatrixFactorizationPredictionTransformer fitted = context.Recommendation().Trainers.MatrixFactorization(Settings(factors, iterations, alpha, lambda)).Fit(new PairView(purchases, cancellationToken));
        using (fitted)
        {
            // Both matrices stand customer by customer and product by product: factor f of row u is [u * k + f], whatever the comment on the right one says.
            MatrixFactorizationModelParameters model = fitted.Model;
            var found = new OneClassFactors([.. model.LeftFactorMatrix], [.. model.RightFactorMatrix]);
            RequireFinite(found.Customers, "customers", alpha, lambda);
            RequireFinite(found.Products, "products", alpha, lambda);
            return found with { Customers = Known(found.Customers, factors, CustomersWith(purchases)), Products = Known(found.Products, factors, ProductsWith(purchases)) };
        }
    }

    private static MatrixFactorizationTrainer.Options Settings(int factors, int iterations, double alpha, double lambda) => new()
    {
        MatrixRowIndexColumnName = PairView.Customer,
        MatrixColumnIndexColumnName = PairView.Product,
        LabelColumnName = PairView.Label,

        // The default, a loss for ratings, gives a model that is NaN throughout where every label is 1, and says nothing.
        LossFunction = MatrixFactorizationTrainer.LossFunctionType.SquareLossOneClass,
        ApproximationRank = factors,
        NumberOfIterations = iterations,
        Alpha = alpha,
        Lambda = lambda,
        C = 1e-6,
        NumberOfThreads = 1,

        // Otherwise it prints its loss to standard output.
        Quiet = true,

        // True with this loss throws in native code, which ends the process.
        NonNegative = false,
    };

    // Too great an alpha, or too small a lambda, lets factors run off without an error.
    private static void RequireFinite(float[] factors, string whose, double alpha, double lambda)
    {
        int bad = Array.FindIndex(factors, factor => !float.IsFinite(factor));
        if (bad >= 0)
        {
            throw new InvalidOperationException(FormattableString.Invariant(
                $"Factor {bad} of the {whose} is {factors[bad]}, with alpha {alpha} and lambda {lambda}; factors must be finite. A smaller alpha or a greater lambda helps."));
        }
    }

    // Who has no purchase keeps what chance began with, and scores noise; 0 says that nothing is known.
    private static float[] Known(float[] factors, int width, bool[] known)
    {
        for (int row = 0; row < known.Length; row++)
        {
            if (!known[row])
            {
                factors.AsSpan(row * width, width).Clear();
            }
        }

        return factors;
    }

    private static bool[] CustomersWith(PurchaseMatrix purchases) => [.. Enumerable.Range(0, purchases.Customers.Count).Select(customer => purchases[customer].Count > 0)];

    private static bool[] ProductsWith(PurchaseMatrix purchases) => [.. Enumerable.Range(0, purchases.Products.Count).Select(product => purchases.BuyersOf(product).Length > 0)];
}
