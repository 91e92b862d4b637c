namespace CrossSell.ML;

/// <summary>How alike two products are, seen from their customers.</summary>
public enum ProductSimilarity
{
    /// <summary>The cosine of the angle between the two columns of customers.</summary>
    Cosine = 0,

    /// <summary>The product of BM25 weights, which damp customers who buy everything and products that everybody buys (Robertson and Walker 1994).</summary>
    Bm25 = 1,

    /// <summary>The log-likelihood ratio G² of the table of customers, where both stand together more often than by chance (Dunning 1993).</summary>
    LogLikelihood = 2,

    /// <summary>1 for the neighbours with the greatest log-likelihood ratio: indicators as in correlated cross-occurrence.</summary>
    Indicator = 3,
}
