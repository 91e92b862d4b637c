namespace CrossSell.Mining;

/// <summary>The texts behind item indexes.</summary>
internal static class ItemNames
{
    /// <param name="itemIds">The text of each item, by index.</param>
    /// <param name="indexes">The items.</param>
    /// <returns>Their texts, in the same order.</returns>
    public static string[] Of(IReadOnlyList<string> itemIds, ReadOnlySpan<int> indexes)
    {
        string[] names = new string[indexes.Length];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = itemIds[indexes[i]];
        }

        return names;
    }
}
