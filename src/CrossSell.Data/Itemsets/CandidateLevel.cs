namespace CrossSell.Data;

/// <summary>Candidates level by level (Agrawal and Srikant 1994, apriori-gen).</summary>
internal static class CandidateLevel
{
    /// <summary>All itemsets of one item more whose parts are all frequent.</summary>
    /// <param name="frequent">The frequent itemsets of one length, ascending and in lexicographic order.</param>
    /// <returns>The candidates, in lexicographic order.</returns>
    public static List<int[]> Next(List<int[]> frequent)
    {
        HashSet<string> known = [.. frequent.Select(Key)];
        List<int[]> next = [];
        for (int left = 0; left < frequent.Count; left++)
        {
            int[] prefix = frequent[left][..^1];
            for (int right = left + 1; right < frequent.Count && frequent[right].AsSpan().StartsWith(prefix); right++)
            {
                int[] candidate = [.. frequent[left], frequent[right][^1]];
                if (Enumerable.Range(0, candidate.Length).All(leave => known.Contains(Key([.. candidate.Where((_, at) => at != leave)]))))
                {
                    next.Add(candidate);
                }
            }
        }

        return next;
    }

    private static string Key(int[] itemset) => string.Join(' ', itemset);
}
