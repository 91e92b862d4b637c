namespace CrossSell.Mining;

/// <summary>Which of the frequent itemsets are wanted.</summary>
public enum ItemsetKind
{
    /// <summary>Every itemset that reaches the minimum support.</summary>
    All,

    /// <summary>Only itemsets to which no item can be added without losing a transaction: all supports follow from them.</summary>
    Closed,

    /// <summary>Only itemsets to which no item can be added and stay frequent: all frequent itemsets are their subsets.</summary>
    Maximal,
}
