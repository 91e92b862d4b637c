namespace CrossSell.Mining;

/// <summary>Which test says how likely chance alone gives a rule, its sides being independent with the frequencies that they have.</summary>
public enum SignificanceTest
{
    /// <summary>Fisher's exact test that the sides attract each other: P[H >= n11]. Right for any counts, also small ones.</summary>
    Fisher = 0,

    /// <summary>Fisher's exact test that the sides avoid each other: P[H &lt;= n11]. "Who has this does not buy that."</summary>
    FisherNegative = 1,

    /// <summary>Pearson's chi-squared test, one degree of freedom. Two-sided: it does not tell attraction from repulsion; for expected counts of 5 and more.</summary>
    ChiSquared = 2,

    /// <summary>The same with Yates' correction for continuity, which is nearer to the exact test.</summary>
    ChiSquaredYates = 3,
}
