namespace CrossSell.Mining;

/// <summary>What the error of a sampled support is measured against.</summary>
public enum SampleErrorKind
{
    /// <summary>A share of the support itself: 0.2 allows 0.8 % to 1.2 % for 1 %. Holds for the itemsets that are frequent in all transactions.</summary>
    Relative,

    /// <summary>A difference of supports: 0.002 allows 0.8 % to 1.2 % for 1 %. Holds for every itemset, frequent or not.</summary>
    Absolute,
}
