using CrossSell.ML.Numerics;

namespace CrossSell.ML.Ranking;

/// <summary>X'X of purchases, the lower triangle.</summary>
/// <remarks>
/// Product by product: the rows of its buyers are added up in double precision, in the order of the customers, and rounded once. So the bytes are the
/// same for any number of threads. O(sum over customers of their products squared).
/// </remarks>
internal static class SparseGram
{
    /// <param name="purchases">X.</param>
    /// <param name="order">The width of the square, at least the number of products; what lies beyond them is 0.</param>
    /// <param name="threads">The most threads.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static PinnedFloats Compute(WeightedPurchases purchases, int order, int threads, CancellationToken cancellationToken)
    {
        var gram = new PinnedFloats((long)order * order, isZero: true);
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(
            0,
            purchases.Products.Length,
            options,
            () => new double[order],
            (product, _, sums) =>
            {
                Row(purchases, product, sums, gram.Values.AsSpan(checked(product * order), product + 1));
                return sums;
            },
            _ => { });
        return gram;
    }

    private static void Row(WeightedPurchases purchases, int product, double[] sums, Span<float> row)
    {
        ReadOnlySpan<int> buyers = purchases.ByProduct.ColumnsOf(product);
        ReadOnlySpan<float> weights = purchases.ByProduct.ValuesOf(product);
        for (int b = 0; b < buyers.Length; b++)
        {
            double weight = weights[b];
            ReadOnlySpan<int> owned = purchases.ByCustomer.ColumnsOf(buyers[b]);
            ReadOnlySpan<float> values = purchases.ByCustomer.ValuesOf(buyers[b]);
            for (int at = 0; at < owned.Length && owned[at] <= product; at++)
            {
                sums[owned[at]] += weight * values[at];
            }
        }

        for (int other = 0; other < row.Length; other++)
        {
            row[other] = (float)sums[other];
            sums[other] = 0;
        }
    }
}
