namespace CrossSell.ML;

/// <summary>What is measured of the list of one customer, and averaged over those who bought something new.</summary>
/// <remarks>
/// k is the length asked for, T what the customer then bought for the first time, h the number of T in the list, r the rank of a hit from 1. Lists that are shorter
/// than k are judged as they are: missing places are no hits.
/// </remarks>
public enum RankingMeasure
{
    /// <summary>h / |T|.</summary>
    Recall = 0,

    /// <summary>h / k.</summary>
    Precision = 1,

    /// <summary>1 when h is above 0, else 0.</summary>
    HitRate = 2,

    /// <summary>The sum of 1 / log2(r + 1) over the hits, divided by the same sum over the ranks from 1 to min(k, |T|) (Järvelin and Kekäläinen 2002, binary).</summary>
    Ndcg = 3,

    /// <summary>The sum over the hits of the share of hits down to their rank, divided by min(k, |T|).</summary>
    Map = 4,

    /// <summary>1 / r of the first hit; 0 without one.</summary>
    Mrr = 5,

    /// <summary>The worth of the hits divided by the worth of T. Undefined where T is worth nothing, or no worth is known.</summary>
    RevenueRecall = 6,
}
