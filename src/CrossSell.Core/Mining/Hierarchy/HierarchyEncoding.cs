namespace CrossSell.Mining;

/// <summary>Makes transactions of other items out of given ones.</summary>
internal static class HierarchyEncoding
{
    /// <summary>Each item gives way to what it stands for; items are numbered anew, in the order of ids. Weights are kept.</summary>
    public static Transactions Replace(Transactions transactions, Func<string, IReadOnlyList<string>> by, CancellationToken cancellation)
    {
        IReadOnlyList<string>[] names = [.. transactions.ItemIds.Select(by)];
        string[] ids = [.. names.SelectMany(name => name).Distinct(StringComparer.Ordinal)];
        Array.Sort(ids, ItemIdOrder.Instance);
        Dictionary<string, int> indexOf = new(ids.Length, StringComparer.Ordinal);
        foreach (string id in ids)
        {
            indexOf.Add(id, indexOf.Count);
        }

        int[][] codes = [.. names.Select(name => name.Select(id => indexOf[id]).ToArray())];
        List<int> items = [];
        int[] starts = new int[transactions.Count + 1];
        for (int transaction = 0; transaction < transactions.Count; transaction++)
        {
            if ((transaction & 0x3FFF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            foreach (int item in transactions[transaction])
            {
                items.AddRange(codes[item]);
            }

            starts[transaction + 1] = items.Count;
        }

        Transactions replaced = Transactions.FromEncoded(starts, [.. items], ids);
        return transactions.IsWeighted ? replaced.WithWeights(transactions.Weights) : replaced;
    }
}
