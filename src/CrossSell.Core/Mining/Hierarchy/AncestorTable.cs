namespace CrossSell.Mining;

/// <summary>The ancestors of each item by index.</summary>
internal sealed class AncestorTable
{
    private readonly int[][] _ancestors;

    public AncestorTable(IReadOnlyList<string> itemIds, ProductHierarchy hierarchy)
    {
        Dictionary<string, int> indexOf = new(itemIds.Count, StringComparer.Ordinal);
        for (int item = 0; item < itemIds.Count; item++)
        {
            indexOf.Add(itemIds[item], item);
        }

        // Extended transactions know all ancestors of their items.
        _ancestors = [.. itemIds.Select(id => hierarchy.AncestorsOf(id).Select(name => indexOf[name]).Order().ToArray())];
        Levels = [.. itemIds.Select(hierarchy.LevelOf)];
    }

    /// <summary>How many steps each item is below its farthest root: an ancestor's is smaller.</summary>
    public int[] Levels { get; }

    public ReadOnlySpan<int> Of(int item) => _ancestors[item];

    /// <summary>The itemsets in which nothing is an ancestor of anything else. Whatever is left of them has all its parts.</summary>
    public Itemsets WithoutRelatives(Itemsets itemsets, CancellationToken cancellation)
    {
        List<int[]> items = [];
        List<int[]> counts = [];
        for (int length = 1; length <= itemsets.LongestLength; length++)
        {
            List<int> keptItems = [];
            List<int> keptCounts = [];
            for (int ordinal = 0; ordinal < itemsets.CountOfLength(length); ordinal++)
            {
                if (ordinal % 4096 == 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                }

                ReadOnlySpan<int> itemset = itemsets.IndexesOf(length, ordinal);
                if (!HasRelatives(itemset))
                {
                    keptItems.AddRange(itemset);
                    keptCounts.Add(itemsets.CountOf(length, ordinal));
                }
            }

            if (keptCounts.Count == 0)
            {
                break; // Nor is anything longer left: its parts would be here.
            }

            items.Add([.. keptItems]);
            counts.Add([.. keptCounts]);
        }

        return new Itemsets([.. items], [.. counts], itemsets.ItemIds, itemsets.TransactionCount) { IsWeighted = itemsets.IsWeighted };
    }

    private bool HasRelatives(ReadOnlySpan<int> itemset)
    {
        foreach (int item in itemset)
        {
            foreach (int ancestor in _ancestors[item])
            {
                if (itemset.BinarySearch(ancestor) >= 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
