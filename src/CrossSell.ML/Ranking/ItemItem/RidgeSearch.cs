using CrossSell.ML.Numerics;

namespace CrossSell.ML.Ranking;

/// <summary>Finds how strong the ridge of <see cref="LinearAutoencoder"/> should be: each strength of a ladder foretells purchases that were held out.</summary>
/// <remarks>On the most bought products only, since the cost is cubic: about as long as a fit of 3,000 products, however many there are.</remarks>
internal static class RidgeSearch
{
    /// <summary>With fewer customers to judge by, the ridge is <see cref="Unjudged"/>.</summary>
    public const int LeastCustomers = 30;

    /// <summary>The ridge when there is too little to judge by.</summary>
    public const double Unjudged = 100;

    private const int MostProducts = 1_500;
    private const int Top = 10;

    private static readonly double[] _ladder = [3, 10, 30, 100, 300, 1_000, 3_000, 10_000];

    /// <summary>What each strength reached, in ascending order; empty when there are too few customers to judge by.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static IReadOnlyList<RidgeTrial> Try(PurchaseMatrix matrix, LinearSettings settings, CancellationToken cancellationToken)
    {
        int[] products = WeightedPurchases.MostBought(matrix, settings.MinBuyers, Math.Min(settings.MaxProducts, MostProducts));
        HeldOutPurchases held = HeldOutPurchases.Of(matrix, settings.Weighting, products);
        if (held.Customers.Length < LeastCustomers)
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

    /// <summary>The strength that did best, of equals the middle one, since a plateau is safest in its middle; <see cref="Unjudged"/> when none was tried.</summary>
    public static double Best(IReadOnlyList<RidgeTrial> trials)
    {
        double most = trials.Select(trial => trial.Ndcg).DefaultIfEmpty().Max();
        RidgeTrial[] best = [.. trials.Where(trial => trial.Ndcg == most)];
        return best.Length == 0 ? Unjudged : best[best.Length / 2].Lambda;
    }

    // The mean over customers of NDCG at 10, owned products left out, the ideal taken over as many as can be foretold.
    private static double Ndcg(LinearAutoencoder model, HeldOutPurchases held, int threads, CancellationToken cancellationToken)
    {
        int count = model.Products.Length;
        float[] scale = new float[count];
        for (int j = 0; j < count; j++)
        {
            scale[j] = -1 / model.InverseRow(j)[j];
        }

        double[] ofCustomer = new double[held.Customers.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, ofCustomer.Length, options, () => new float[count], (c, _, scores) =>
        {
            Score(model, held.Learned.ByCustomer, held.Customers[c], scale, scores);
            ofCustomer[c] = Ndcg(scores, held.Targets[c]);
            return scores;
        }, _ => { });
        return ofCustomer.Average();
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

        foreach (int product in owned)
        {
            scores[product] = float.NegativeInfinity;
        }
    }

    // The place of each target is one more than the number of products before it; equal scores stand in the order of the products.
    private static double Ndcg(float[] scores, int[] targets)
    {
        double gain = 0, ideal = 0;
        Span<int> best = stackalloc int[Top];
        int found = 0;
        for (int product = 0; product < scores.Length; product++)
        {
            if (float.IsNegativeInfinity(scores[product]) || (found == Top && scores[product] <= scores[best[Top - 1]]))
            {
                continue;
            }

            int at = found < Top ? found++ : Top - 1;
            for (; at > 0 && scores[best[at - 1]] < scores[product]; at--)
            {
                best[at] = best[at - 1];
            }

            best[at] = product;
        }

        for (int rank = 0; rank < Top; rank++)
        {
            double worth = 1 / Math.Log2(rank + 2);
            ideal += rank < targets.Length ? worth : 0;
            gain += rank < found && Array.BinarySearch(targets, best[rank]) >= 0 ? worth : 0;
        }

        return gain / ideal;
    }
}
