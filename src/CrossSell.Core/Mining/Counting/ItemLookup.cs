namespace CrossSell.Mining.Counting;

/// <summary>Finds the index of an item by its id.</summary>
internal sealed class ItemLookup
{
    private readonly Dictionary<string, int> _indexOf;

    public ItemLookup(IReadOnlyList<string> itemIds)
    {
        _indexOf = new Dictionary<string, int>(itemIds.Count, StringComparer.Ordinal);
        for (int index = 0; index < itemIds.Count; index++)
        {
            _indexOf[itemIds[index]] = index;
        }
    }

    /// <summary>The index, or -1 when there is no such item.</summary>
    public int IndexOf(string id) => _indexOf.GetValueOrDefault(id, -1);
}
