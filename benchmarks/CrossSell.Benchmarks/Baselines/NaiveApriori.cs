namespace CrossSell.Benchmarks.Baselines;

/// <summary>Frequent itemsets level by level, as first published: join the itemsets of one length, prune, count in all baskets (Agrawal and Srikant 1994).</summary>
/// <remarks>Written to be read. The mining tests compare with it, and the benchmarks measure against it.</remarks>
internal static class NaiveApriori
{
    /// <param name="baskets">The items of each basket, without duplicates.</param>
    /// <param name="minCount">The fewest baskets that hold an itemset.</param>
    /// <param name="maxLength">The longest itemset to find.</param>
    /// <returns>Each frequent itemset, items ascending, and its count.</returns>
    public static List<(int[] Items, int Count)> Mine(IReadOnlyList<IReadOnlyCollection<int>> baskets, int minCount, int maxLength = int.MaxValue)
    {
        HashSet<int>[] sets = [.. baskets.Select(basket => basket.ToHashSet())];
        List<(int[] Items, int Count)> all = [];
        List<int[]> candidates = [.. sets.SelectMany(set => set).Distinct().Order().Select(item => new[] { item })];
        for (int length = 1; candidates.Count > 0 && length <= maxLength; length++)
        {
            List<(int[] Items, int Count)> frequent =
            [
                .. candidates
                    .Select(candidate => (Items: candidate, Count: sets.Count(set => candidate.All(set.Contains))))
                    .Where(counted => counted.Count >= minCount),
            ];
            all.AddRange(frequent);
            candidates = Join([.. frequent.Select(counted => counted.Items)]);
        }

        return all;
    }

    /// <summary>Pairs itemsets that differ in their last item only, and keeps the unions all of whose subsets are frequent.</summary>
    private static List<int[]> Join(List<int[]> frequent)
    {
        HashSet<string> known = [.. frequent.Select(Key)];
        List<int[]> candidates = [];
        for (int i = 0; i < frequent.Count; i++)
        {
            for (int j = i + 1; j < frequent.Count && frequent[i].SkipLast(1).SequenceEqual(frequent[j].SkipLast(1)); j++)
            {
                int[] union = [.. frequent[i], frequent[j][^1]];
                if (Enumerable.Range(0, union.Length).All(left => known.Contains(Key([.. union.Where((_, at) => at != left)]))))
                {
                    candidates.Add(union);
                }
            }
        }

        return candidates;
    }

    private static string Key(int[] items) => string.Join(' ', items);
}
