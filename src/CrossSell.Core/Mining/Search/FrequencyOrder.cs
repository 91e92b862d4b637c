namespace CrossSell.Mining.Search;

/// <summary>The frequent items, renumbered by falling support: rank 0 is bought most.</summary>
/// <remarks>
/// Every search works on ranks: rare items come last, and each itemset is grown from its rarest item towards its most frequent, so that
/// the many rare items have short lists and the projected databases stay small (Agrawal and Srikant 1994 prune the rest: an infrequent item
/// is in no frequent itemset). Ties break by item index, so ranks depend on the transactions alone.
/// </remarks>
internal sealed class FrequencyOrder
{
    private FrequencyOrder(int[] rankOf, int[] items, int[] supports)
    {
        RankOf = rankOf;
        Items = items;
        Supports = supports;
    }

    /// <summary>The rank of each item, -1 for those that are not frequent.</summary>
    public int[] RankOf { get; }

    /// <summary>The item of each rank.</summary>
    public int[] Items { get; }

    /// <summary>The support of each rank, never rising unless a focus moved some items back.</summary>
    public int[] Supports { get; }

    /// <param name="transactions">What is mined.</param>
    /// <param name="minCount">The smallest support of a frequent item.</param>
    /// <param name="focus">Leaves items out, and gives some the last ranks; null for all items in order.</param>
    public static FrequencyOrder Of(Transactions transactions, int minCount, SearchFocus? focus = null)
    {
        int[] counts = new int[transactions.ItemCount];
        if (transactions.IsWeighted)
        {
            AddWeights(transactions, counts);
        }
        else
        {
            foreach (int item in transactions.Items)
            {
                counts[item]++;
            }
        }

        int[] items = [.. Enumerable.Range(0, counts.Length).Where(item => counts[item] >= minCount && (focus is null || focus.IsUsable(item)))];
        Array.Sort(items, (x, y) => counts[x] != counts[y] ? counts[y].CompareTo(counts[x]) : x.CompareTo(y));
        if (focus is not null)
        {
            items = [.. items.Where(item => !focus.IsPivot(item)), .. items.Where(focus.IsPivot)];
        }

        int[] rankOf = new int[counts.Length];
        Array.Fill(rankOf, -1);
        for (int rank = 0; rank < items.Length; rank++)
        {
            rankOf[items[rank]] = rank;
        }

        return new FrequencyOrder(rankOf, items, [.. items.Select(item => counts[item])]);
    }

    private static void AddWeights(Transactions transactions, int[] counts)
    {
        ReadOnlySpan<int> weights = transactions.Weights;
        for (int transaction = 0; transaction < weights.Length; transaction++)
        {
            foreach (int item in transactions[transaction])
            {
                counts[item] += weights[transaction];
            }
        }
    }
}
