namespace CrossSell.Mining;

/// <summary>How p values are raised because many tests were made: of 1,000 rules that are all chance, 50 have a p value below 0.05.</summary>
public enum PValueAdjustment
{
    /// <summary>Not at all: right for a single rule that was thought of before the data was seen.</summary>
    None = 0,

    /// <summary>Times the number of tests. The chance of any false rule among those found is at most alpha (Dunn 1961).</summary>
    Bonferroni = 1,

    /// <summary>The same promise as Bonferroni, with more rules found: the smallest p value times m, the next times m - 1, and so on (Holm 1979).</summary>
    Holm = 2,

    /// <summary>At most a share alpha of the rules found is false on average, for tests that are independent or rise together (Benjamini, Hochberg 1995).</summary>
    BenjaminiHochberg = 3,

    /// <summary>The same for tests that depend on each other in any way (Benjamini, Yekutieli 2001).</summary>
    BenjaminiYekutieli = 4,
}
