namespace CrossSell.ML;

/// <summary>One model of a <see cref="RankingTable"/>.</summary>
/// <param name="Report">What was measured.</param>
/// <param name="Ndcg">NDCG and the range in which it lies when the customers are drawn again.</param>
/// <param name="ToBest">By how much NDCG differs from that of the best model, and whether by more than chance; null for the best itself.</param>
public sealed record RankingTableRow(RankingReport Report, Interval Ndcg, RankingComparison? ToBest)
{
    /// <summary>The model's name.</summary>
    public string Model => Report.Model;

    /// <summary>Whether no model of the table has a greater NDCG; of equal ones the first is the best.</summary>
    public bool IsBest => ToBest is null;

    /// <summary>The numbers of all columns of <see cref="RankingTable.Columns"/> but the first, which is the model's name; null where undefined.</summary>
    public IReadOnlyList<double?> Numbers =>
    [
        Report.Customers, Report.Targets, Report.Top, Report.Recall, Report.Precision, Report.HitRate, Report.Ndcg, Ndcg.Lower, Ndcg.Upper, Report.Map, Report.Mrr,
        Report.Coverage, Report.Novelty, Report.Diversity, Report.MeanPopularity, Report.PopularityLift, Report.RevenueRecall, ToBest?.Difference.Value, ToBest?.PValue,
    ];
}
