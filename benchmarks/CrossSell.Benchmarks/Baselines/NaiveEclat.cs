namespace CrossSell.Benchmarks.Baselines;

/// <summary>Frequent itemsets as the textbook does it: a list of basket numbers for each item, and intersections of lists (Zaki 2000).</summary>
/// <remarks>Written to be read. The mining tests compare with it, and the benchmarks measure against it.</remarks>
internal static class NaiveEclat
{
    /// <param name="baskets">The items of each basket, without duplicates.</param>
    /// <param name="minCount">The fewest baskets that hold an itemset.</param>
    /// <param name="found">Takes each frequent itemset (its items in ascending order; valid during the call) and its count.</param>
    public static void Mine(IReadOnlyList<IReadOnlyCollection<int>> baskets, int minCount, Action<IReadOnlyList<int>, int> found)
    {
        SortedDictionary<int, List<int>> basketsOfItem = [];
        for (int basket = 0; basket < baskets.Count; basket++)
        {
            foreach (int item in baskets[basket])
            {
                if (!basketsOfItem.TryGetValue(item, out List<int>? list))
                {
                    basketsOfItem.Add(item, list = []);
                }

                list.Add(basket);
            }
        }

        List<(int Item, List<int> Baskets)> frequent =
            [.. basketsOfItem.Where(pair => pair.Value.Count >= minCount).Select(pair => (pair.Key, pair.Value))];
        Extend([], frequent, minCount, found);
    }

    private static void Extend(List<int> prefix, List<(int Item, List<int> Baskets)> items, int minCount, Action<IReadOnlyList<int>, int> found)
    {
        for (int i = 0; i < items.Count; i++)
        {
            prefix.Add(items[i].Item);
            found(prefix, items[i].Baskets.Count);
            List<(int, List<int>)> longer = [];
            for (int j = i + 1; j < items.Count; j++)
            {
                List<int> common = Intersect(items[i].Baskets, items[j].Baskets);
                if (common.Count >= minCount)
                {
                    longer.Add((items[j].Item, common));
                }
            }

            Extend(prefix, longer, minCount, found);
            prefix.RemoveAt(prefix.Count - 1);
        }
    }

    private static List<int> Intersect(List<int> left, List<int> right)
    {
        List<int> common = [];
        int i = 0;
        int j = 0;
        while (i < left.Count && j < right.Count)
        {
            if (left[i] == right[j])
            {
                common.Add(left[i]);
            }

            int step = left[i].CompareTo(right[j]);
            i += step <= 0 ? 1 : 0;
            j += step >= 0 ? 1 : 0;
        }

        return common;
    }
}
