namespace CrossSell.Mining;

/// <summary>The counts of an itemset's parts, as its measures need them.</summary>
internal static class ItemsetParts
{
    // 2^20 subsets are a million; longer itemsets would take minutes.
    private const int LongestForUnion = 20;

    /// <summary>The smallest and largest count of its items, the sum of their reciprocals and of their logarithms.</summary>
    public static (long Smallest, long Largest, double Reciprocals, double Logarithms) Items(Itemset itemset)
    {
        long smallest = long.MaxValue, largest = 0;
        double reciprocals = 0, logarithms = 0;
        foreach (int item in itemset.Indexes)
        {
            int count = CountOf(itemset, [item]);
            smallest = Math.Min(smallest, count);
            largest = Math.Max(largest, count);
            reciprocals += 1.0 / count;
            logarithms += Math.Log(count);
        }

        return (smallest, largest, reciprocals, logarithms);
    }

    /// <summary>The product of its items' shares of all transactions.</summary>
    public static double ProductOfShares(Itemset itemset)
    {
        double product = 1;
        foreach (int item in itemset.Indexes)
        {
            product *= (double)CountOf(itemset, [item]) / itemset.Owner.TransactionCount;
        }

        return product;
    }

    /// <summary>The smallest count of its parts with one item less; null for a single item.</summary>
    public static long? SmallestWithoutOne(Itemset itemset)
    {
        ReadOnlySpan<int> items = itemset.Indexes;
        if (items.Length < 2)
        {
            return null;
        }

        long smallest = long.MaxValue;
        int[] part = items[1..].ToArray();
        for (int left = 0; left < items.Length; left++)
        {
            // The part without items[left]: each step puts back the item before it.
            if (left > 0)
            {
                part[left - 1] = items[left - 1];
            }

            smallest = Math.Min(smallest, CountOf(itemset, part));
        }

        return smallest;
    }

    /// <summary>Transactions with at least one of its items, by inclusion and exclusion; null for more than 20 items.</summary>
    public static long? Union(Itemset itemset)
    {
        ReadOnlySpan<int> items = itemset.Indexes;
        if (items.Length > LongestForUnion)
        {
            return null;
        }

        long union = 0;
        Span<int> part = stackalloc int[items.Length];
        for (int subset = 1; subset < 1 << items.Length; subset++)
        {
            int length = 0;
            for (int at = 0; at < items.Length; at++)
            {
                if ((subset >> at & 1) != 0)
                {
                    part[length++] = items[at];
                }
            }

            int count = CountOf(itemset, part[..length]);
            union += length % 2 == 1 ? count : -count;
        }

        return union;
    }

    /// <summary>The count of a part, which must be among the itemsets.</summary>
    public static int CountOf(Itemset itemset, ReadOnlySpan<int> part) =>
        itemset.Owner.TryGetCount(part, out int count)
            ? count
            : throw new InvalidOperationException(
                $"The count of {{{string.Join(", ", itemset.Owner.NamesOf(part))}}}, a part of {itemset}, is not among the itemsets; mine them with Kind All and MinLength 1.");
}
