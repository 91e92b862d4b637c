namespace CrossSell.Mining.Search;

/// <summary>The part of the itemsets that a search is for: those of usable items that hold at least one pivot.</summary>
/// <param name="isUsable">For each item whether it may be in an itemset.</param>
/// <param name="isPivot">For each item whether it is one of those of which every itemset must hold one; null when none must be held.</param>
internal sealed class SearchFocus(bool[] isUsable, bool[]? isPivot)
{
    public bool IsUsable(int item) => isUsable[item];

    /// <summary>Pivots have the last ranks, so that the itemsets that hold one are those of the last branches.</summary>
    public bool IsPivot(int item) => isPivot is not null && isPivot[item];

    /// <summary>How many tasks a search of ranked items has: one for the items alone and one for each branch; the first item's branch is empty.</summary>
    public int TasksOf(int[] items) => isPivot is null ? items.Length : Math.Min(items.Length, 1 + items.Count(IsPivot));
}
