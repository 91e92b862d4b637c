namespace CrossSell.ML.Tests.RankingEvaluation;

/// <summary>The measures written to be read, straight from their definitions.</summary>
internal static class PlainRanking
{
    /// <param name="list">Products, best first.</param>
    /// <param name="top">The length asked for.</param>
    /// <param name="targets">What was bought.</param>
    /// <param name="ideal">The length of the ideal list; min(top, targets) is right.</param>
    public static (double Recall, double Precision, double Hit, double Ndcg, double Map, double Mrr) Of(int[] list, int top, int[] targets, int? ideal = null)
    {
        int length = ideal ?? Math.Min(top, targets.Length);
        int[] hitRanks = [.. Enumerable.Range(1, list.Length).Where(rank => targets.Contains(list[rank - 1]))];
        return (
            (double)hitRanks.Length / targets.Length,
            (double)hitRanks.Length / top,
            hitRanks.Length > 0 ? 1 : 0,
            hitRanks.Sum(rank => 1 / Math.Log(rank + 1, 2)) / Enumerable.Range(1, length).Sum(rank => 1 / Math.Log(rank + 1, 2)),
            hitRanks.Sum(rank => (double)hitRanks.Count(earlier => earlier <= rank) / rank) / length,
            hitRanks.Length > 0 ? 1.0 / hitRanks[0] : 0);
    }
}
