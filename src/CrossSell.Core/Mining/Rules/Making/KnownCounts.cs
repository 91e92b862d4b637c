namespace CrossSell.Mining;

/// <summary>The counts of the itemsets that were found, and of those that were counted besides.</summary>
internal sealed class KnownCounts(ItemsetIndex found, ItemsetIndex? counted, int transactionCount)
{
    /// <summary>The count of a set of ascending items; 0 when it is not known.</summary>
    public int CountOf(ReadOnlySpan<int> ascending, ulong hash)
    {
        if (ascending.IsEmpty)
        {
            return transactionCount;
        }

        int count = found.CountOf(ascending, hash);
        return count == 0 && counted is not null ? counted.CountOf(ascending, hash) : count;
    }
}
