namespace CrossSell.Mining.Living;

/// <summary>The numbers of items by their ids, to bring itemsets from one numbering into another.</summary>
internal sealed class ItemNumbers
{
    private readonly Dictionary<string, int> _numberOf;

    public ItemNumbers(IReadOnlyList<string> itemIds)
    {
        ItemIds = itemIds;
        _numberOf = new Dictionary<string, int>(itemIds.Count, StringComparer.Ordinal);
        for (int item = 0; item < itemIds.Count; item++)
        {
            _numberOf[itemIds[item]] = item;
        }
    }

    /// <summary>The ids, by number.</summary>
    public IReadOnlyList<string> ItemIds { get; }

    /// <summary>One numbering for several sources, in the order of ids: it does not depend on how the baskets were divided.</summary>
    public static ItemNumbers Merge(IEnumerable<IReadOnlyList<string>> sources)
    {
        HashSet<string> distinct = new(StringComparer.Ordinal);
        foreach (IReadOnlyList<string> ids in sources)
        {
            distinct.UnionWith(ids);
        }

        string[] ordered = [.. distinct];
        Array.Sort(ordered, ItemIdOrder.Instance);
        return new ItemNumbers(ordered);
    }

    /// <summary>For each item of another numbering the number here, -1 for an id that is not here.</summary>
    public int[] From(IReadOnlyList<string> ids)
    {
        int[] numbers = new int[ids.Count];
        for (int item = 0; item < numbers.Length; item++)
        {
            numbers[item] = _numberOf.GetValueOrDefault(ids[item], -1);
        }

        return numbers;
    }

    /// <summary>Renumbers the items of an itemset and sorts them.</summary>
    /// <returns>False when one of them has no number.</returns>
    public static bool TryTranslate(ReadOnlySpan<int> items, int[] numbers, Span<int> translated)
    {
        for (int i = 0; i < items.Length; i++)
        {
            translated[i] = numbers[items[i]];
        }

        translated.Sort();
        return translated.Length == 0 || translated[0] >= 0;
    }
}
