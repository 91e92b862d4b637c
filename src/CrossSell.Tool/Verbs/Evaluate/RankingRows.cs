using CrossSell.ML;

namespace CrossSell.Tool;

/// <summary>Writes what was measured, a row for each model, and the lists.</summary>
internal static class RankingRows
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "model", "customers", "targets", "top", "recall", "precision", "hit_rate", "ndcg", "ndcg_lower", "ndcg_upper", "map", "mrr", "coverage", "novelty", "diversity",
        "popularity", "popularity_lift", "revenue_recall", "ndcg_to_best", "p_value",
    ];

    public static IReadOnlyList<string> ListColumns { get; } = ["user", "rank", "item", "score"];

    /// <param name="writer">Takes the rows.</param>
    /// <param name="reports">In the order of the models.</param>
    /// <param name="best">The one with which all others are compared.</param>
    /// <param name="options">Draws and seed.</param>
    public static void Write(RecordWriter writer, IReadOnlyList<RankingReport> reports, RankingReport best, RankingOptions options)
    {
        foreach (RankingReport report in reports)
        {
            Interval ndcg = report.IntervalOf(RankingMeasure.Ndcg)!;
            RankingComparison? comparison = report == best ? null : RankingComparison.Of(report, best, RankingMeasure.Ndcg, options);
            writer.Text(report.Model);
            writer.Number(report.Customers);
            writer.Number(report.Targets);
            writer.Number(report.Top);
            foreach (double? measure in (double?[])
            [
                report.Recall, report.Precision, report.HitRate, report.Ndcg, ndcg.Lower, ndcg.Upper, report.Map, report.Mrr, report.Coverage, report.Novelty, report.Diversity,
                report.MeanPopularity, report.PopularityLift, report.RevenueRecall, comparison?.Difference.Value, comparison?.PValue,
            ])
            {
                writer.Number(measure);
            }
        }
    }

    public static void WriteLists(RecordWriter writer, RankedLists lists, PurchaseMatrix known)
    {
        for (int at = 0; at < lists.Customers.Length; at++)
        {
            string customer = known.Customers[lists.Customers[at]];
            for (int place = 0; place < lists.ProductsOf(at).Length; place++)
            {
                writer.Text(customer);
                writer.Number(place + 1L);
                writer.Text(known.Products[lists.ProductsOf(at)[place]]);
                writer.Number(lists.ScoresOf(at)[place]);
            }
        }
    }
}
