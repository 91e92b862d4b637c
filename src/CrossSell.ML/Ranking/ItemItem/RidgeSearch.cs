using CrossSell.ML.Numerics;

namespace CrossSell.ML.Ranking;

/// <summary>Finds how strong the ridge of <see cref="LinearAutoencoder"/> should be: each strength of a ladder foretells purchases that were held out.</summary>
/// <remarks>On the most bought products only, since the cost is cubic: about as long as a fit of 3,000 products, however many there are.</remarks>
internal static class RidgeSearch
{
    /// <summary>The ridge when there is too little to judge by.</summary>
    public const double Unjudged = 100;

    private const int MostProducts = 1_500;

    private static readonly double[] _ladder = [3, 10, 30, 100, 300, 1_000, 3_000, 10_000];

    /// <summary>What each strength reached, in ascending order; empty when there are too few customers to judge by.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<RidgeTrial> Try(PurchaseMatrix matrix, LinearSettings settings, CancellationToken cancellationToken)
    {
        int[] products = WeightedPurchases.MostBought(matrix, settings.MinBuyers, Math.Min(settings.MaxProducts, MostProducts));
        HeldOutPurchases held = HeldOutPurchases.Of(matrix, settings.Weighting, products);
        if (held.Customers.Length < HeldOutPurchases.LeastCustomers)
        {
            return [];
        }

        PinnedFloats gram = SparseGram.Compute(held.Learned, SymmetricInverse.Padded(products.Length), settings.Threads, cancellationToken);
        var work = new PinnedFloats(gram.Values.Length);

        // Below this share of the largest diagonal element single precision would run out of digits.
        double least = 10 * SymmetricInverse.LeastPivot * Enumerable.Range(0, products.Length).Max(i => gram.Values[i * (SymmetricInverse.Padded(products.Length) + 1)]);
        var trials = new List<RidgeTrial>();
        foreach (double lambda in _ladder.Where(lambda => lambda >= least).DefaultIfEmpty(least))
        {
            gram.Values.CopyTo(work.Values, 0);
            LinearAutoencoder model = LinearAutoencoder.Solve(work, products, lambda, settings.Dropout, settings.Threads, cancellationToken);
            trials.Add(new RidgeTrial(lambda, Ndcg(model, held, settings.Threads, cancellationToken)));
        }

        return trials;
    }

    private static double Ndcg(LinearAutoencoder model, HeldOutPurchases held, int threads, CancellationToken cancellationToken)
    {
        int count = model.Products.Length;
        float[] scale = new float[count];
        for (int j = 0; j < count; j++)
        {
            scale[j] = -1 / model.InverseRow(j)[j];
        }

        return held.Ndcg((customer, scores) => Score(model, held.Learned.ByCustomer, customer, scale, scores), threads, cancellationToken);
    }

    private static unsafe void Score(LinearAutoencoder model, WeightedPurchases.Sparse rows, int customer, float[] scale, float[] scores)
    {
        Array.Clear(scores);
        ReadOnlySpan<int> owned = rows.ColumnsOf(customer);
        ReadOnlySpan<float> values = rows.ValuesOf(customer);
        fixed (float* target = scores)
        {
            for (int at = 0; at < owned.Length; at++)
            {
                fixed (float* row = model.InverseRow(owned[at]))
                {
                    FloatKernels.AddScaled(values[at], row, target, scores.Length);
                }
            }
        }

        for (int product = 0; product < scores.Length; product++)
        {
            scores[product] *= scale[product];
        }
    }
}
