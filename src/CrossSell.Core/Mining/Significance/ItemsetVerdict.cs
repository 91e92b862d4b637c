namespace CrossSell.Mining;

/// <summary>What <see cref="SelfSufficientItemsets"/> found of an itemset; the first reason that applies.</summary>
public enum ItemsetVerdict
{
    /// <summary>A single item: there is nothing to associate.</summary>
    TooShort = 0,

    /// <summary>It splits into two parts that do not meet more often than by chance: the itemset adds nothing to those parts.</summary>
    NotProductive = 1,

    /// <summary>It holds an item that goes without saying beside others of its items, such as "female" beside "pregnant".</summary>
    Redundant = 2,

    /// <summary>Its items meet more often than by chance only because larger self-sufficient itemsets hold them.</summary>
    Explained = 3,

    /// <summary>It stands on its own.</summary>
    SelfSufficient = 4,
}
