namespace CrossSell.Benchmarks.Baselines;

/// <summary>Pairs of items counted in one triangle of counters, the fastest of the simple ways: no hashing, but a cache miss a pair when there are many items.</summary>
internal static class TriangularPairs
{
    /// <param name="baskets">The items of each basket, distinct and ascending.</param>
    /// <param name="items">How many items there are.</param>
    /// <param name="minCount">The fewest baskets that hold a pair.</param>
    /// <returns>How many pairs are frequent.</returns>
    public static int Count(int[][] baskets, int items, int minCount)
    {
        int[] counts = new int[(long)items * (items - 1) / 2];
        foreach (int[] basket in baskets)
        {
            for (int later = 1; later < basket.Length; later++)
            {
                long row = (long)basket[later] * (basket[later] - 1) / 2;
                for (int earlier = 0; earlier < later; earlier++)
                {
                    counts[row + basket[earlier]]++;
                }
            }
        }

        return counts.Count(count => count >= minCount);
    }
}
