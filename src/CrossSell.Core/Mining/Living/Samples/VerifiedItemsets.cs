namespace CrossSell.Mining;

/// <summary>The exact frequent itemsets after a first look by a sample, and what the sample had missed.</summary>
/// <remarks>Immutable, therefore safe for any number of threads.</remarks>
public sealed class VerifiedItemsets
{
    internal VerifiedItemsets(Itemsets itemsets, Itemsets missed, long counted)
    {
        Itemsets = itemsets;
        Missed = missed;
        Counted = counted;
    }

    /// <summary>All frequent itemsets with their exact counts: what <see cref="ItemsetMiner"/> finds.</summary>
    public Itemsets Itemsets { get; }

    /// <summary>Those of them that the sample did not list; empty in at least 1 - delta of all samples.</summary>
    public Itemsets Missed { get; }

    /// <summary>How many itemsets were counted in all transactions.</summary>
    public long Counted { get; }
}
