namespace CrossSell.Mining;

/// <summary>How many itemsets there are of each length.</summary>
public sealed class ItemsetCounts
{
    internal ItemsetCounts(IReadOnlyList<long> byLength, int transactionCount)
    {
        ByLength = byLength;
        TransactionCount = transactionCount;
        Total = byLength.Sum();
    }

    /// <summary>The number of itemsets by length: the first entry counts single items, the last is that of the longest itemsets.</summary>
    public IReadOnlyList<long> ByLength { get; }

    /// <summary>The number of itemsets of all lengths. The empty set is none of them.</summary>
    public long Total { get; }

    /// <summary>The number of transactions that were mined; their total weight when they were weighted.</summary>
    public int TransactionCount { get; }
}
