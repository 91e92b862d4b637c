namespace CrossSell.ML.RankingEvaluation;

/// <summary>The measures of one customer's list.</summary>
internal static class ListMeasures
{
    public static readonly int Count = Enum.GetValues<RankingMeasure>().Length;

    /// <summary>Writes every measure of a list; NaN for what is undefined.</summary>
    /// <param name="list">The products, best first.</param>
    /// <param name="top">The length asked for.</param>
    /// <param name="targets">What was bought, ascending, not empty.</param>
    /// <param name="values">What each target is worth; empty when not known.</param>
    /// <param name="measures">One place for each <see cref="RankingMeasure"/>.</param>
    public static void Of(ReadOnlySpan<int> list, int top, ReadOnlySpan<int> targets, ReadOnlySpan<double> values, Span<double> measures)
    {
        int hits = 0;
        int first = 0;
        double gain = 0;
        double precisions = 0;
        double worth = 0;
        for (int rank = 1; rank <= list.Length; rank++)
        {
            int target = targets.BinarySearch(list[rank - 1]);
            if (target < 0)
            {
                continue;
            }

            hits++;
            first = first == 0 ? rank : first;
            gain += 1 / Math.Log2(rank + 1);
            precisions += (double)hits / rank;
            worth += values.IsEmpty ? 0 : values[target];
        }

        int ideal = Math.Min(top, targets.Length);
        double idealGain = 0;
        for (int rank = 1; rank <= ideal; rank++)
        {
            idealGain += 1 / Math.Log2(rank + 1);
        }

        double all = 0;
        foreach (double value in values)
        {
            all += value;
        }

        measures[(int)RankingMeasure.Recall] = (double)hits / targets.Length;
        measures[(int)RankingMeasure.Precision] = (double)hits / top;
        measures[(int)RankingMeasure.HitRate] = hits > 0 ? 1 : 0;
        measures[(int)RankingMeasure.Ndcg] = gain / idealGain;
        measures[(int)RankingMeasure.Map] = precisions / ideal;
        measures[(int)RankingMeasure.Mrr] = first > 0 ? 1.0 / first : 0;
        measures[(int)RankingMeasure.RevenueRecall] = all > 0 ? worth / all : double.NaN;
    }
}
