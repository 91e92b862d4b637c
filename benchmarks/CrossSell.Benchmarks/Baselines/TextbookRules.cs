namespace CrossSell.Benchmarks.Baselines;

/// <summary>Rules as the textbook says: find the frequent itemsets, and try every item of each as what follows from the others.</summary>
internal static class TextbookRules
{
    /// <param name="baskets">The items of each basket, without duplicates.</param>
    /// <param name="minCount">The fewest baskets that hold all items of a rule.</param>
    /// <param name="minConfidence">The smallest confidence.</param>
    /// <returns>Each rule with one item as its consequent.</returns>
    public static List<(int[] Antecedent, int Consequent, double Confidence)> Mine(int[][] baskets, int minCount, double minConfidence)
    {
        Dictionary<string, int> counts = [];
        List<int[]> itemsets = [];
        NaiveEclat.Mine(baskets, minCount, (items, count) =>
        {
            itemsets.Add([.. items]);
            counts.Add(Key(items), count);
        });

        List<(int[] Antecedent, int Consequent, double Confidence)> rules = [];
        foreach (int[] itemset in itemsets.Where(itemset => itemset.Length > 1))
        {
            foreach (int consequent in itemset)
            {
                int[] antecedent = [.. itemset.Where(item => item != consequent)];
                double confidence = (double)counts[Key(itemset)] / counts[Key(antecedent)];
                if (confidence >= minConfidence)
                {
                    rules.Add((antecedent, consequent, confidence));
                }
            }
        }

        return rules;
    }

    private static string Key(IEnumerable<int> items) => string.Join(' ', items);
}
