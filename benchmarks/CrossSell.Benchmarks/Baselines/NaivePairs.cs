namespace CrossSell.Benchmarks.Baselines;

/// <summary>Pairs of items counted as everyone first writes it: a dictionary with the pair as its key.</summary>
internal static class NaivePairs
{
    /// <param name="baskets">The items of each basket, distinct and ascending.</param>
    /// <param name="minCount">The fewest baskets that hold a pair.</param>
    /// <returns>Each pair that is frequent, with its count.</returns>
    public static Dictionary<(int First, int Second), int> Count(int[][] baskets, int minCount)
    {
        Dictionary<(int First, int Second), int> counts = [];
        foreach (int[] basket in baskets)
        {
            for (int i = 0; i < basket.Length; i++)
            {
                for (int j = i + 1; j < basket.Length; j++)
                {
                    (int, int) pair = (basket[i], basket[j]);
                    counts[pair] = counts.GetValueOrDefault(pair) + 1;
                }
            }
        }

        return counts.Where(pair => pair.Value >= minCount).ToDictionary();
    }
}
