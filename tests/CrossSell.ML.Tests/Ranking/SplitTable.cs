using System.Globalization;
using CrossSell.Tests;

namespace CrossSell.ML.Tests.Ranking;

/// <summary>A public split as it is judged: ten products for every target customer, out of all that he does not own.</summary>
internal sealed class SplitTable
{
    private const int Top = 10;
    private readonly Dictionary<int, HashSet<int>> _targets = [];

    private SplitTable(PurchaseMatrix train) => Train = train;

    public PurchaseMatrix Train { get; }

    public static SplitTable Load(string set, string split)
    {
        var builder = new PurchaseMatrixBuilder();
        foreach (string[] row in Rows($"purchases/{set}/split_{split}_train.csv.gz"))
        {
            builder.Add(row[0], row[1], int.Parse(row[2], CultureInfo.InvariantCulture), Time(row[3]), Time(row[4]));
        }

        var table = new SplitTable(builder.Build());
        foreach (string[] row in Rows($"purchases/{set}/split_{split}_target.csv.gz"))
        {
            int customer = table.Train.Customers.IndexOf(row[0]);
            if (!table._targets.TryGetValue(customer, out HashSet<int>? targets))
            {
                table._targets[customer] = targets = [];
            }

            targets.Add(table.Train.Products.IndexOf(row[1]));
        }

        return table;
    }

    /// <summary>Means over the target customers, as the table of peers has them.</summary>
    public (double Recall, double Ndcg, double Hit, double Coverage) Judge(IProductScorer scorer)
    {
        double recall = 0, ndcg = 0, hit = 0;
        var recommended = new HashSet<int>();
        float[] scores = new float[scorer.ProductCount];
        foreach ((int customer, HashSet<int> targets) in _targets.OrderBy(pair => pair.Key))
        {
            scorer.Score(Train[customer], scores);
            foreach (int owned in Train[customer].Products)
            {
                scores[owned] = float.NegativeInfinity;
            }

            int[] best = Best(scores);
            recommended.UnionWith(best);
            int hits = best.Count(targets.Contains);
            double gain = Enumerable.Range(0, Top).Where(rank => targets.Contains(best[rank])).Sum(rank => 1 / Math.Log2(rank + 2));
            ndcg += gain / Enumerable.Range(0, Math.Min(Top, targets.Count)).Sum(rank => 1 / Math.Log2(rank + 2));
            recall += (double)hits / targets.Count;
            hit += hits > 0 ? 1 : 0;
        }

        return (recall / _targets.Count, ndcg / _targets.Count, hit / _targets.Count, (double)recommended.Count / Train.Products.Count);
    }

    // The ten greatest, the first of equals first: only what exceeds a bound that ten scores reach need be sorted.
    private static int[] Best(float[] scores)
    {
        float[] sorted = (float[])scores.Clone();
        Array.Sort(sorted);
        float bound = sorted[^Top];
        return [.. Enumerable.Range(0, scores.Length).Where(product => scores[product] >= bound).OrderByDescending(product => scores[product]).Take(Top)];
    }

    private static IEnumerable<string[]> Rows(string file)
    {
        using StreamReader text = SharedData.OpenText(file);
        text.ReadLine();
        while (text.ReadLine() is { } line)
        {
            yield return line.Split(',');
        }
    }

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
