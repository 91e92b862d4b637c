using System.Globalization;
using CrossSell.ML;

namespace CrossSell.Benchmarks.Tables;

/// <summary>Boosted against logistic level two at cut-offs inside what is known before the later window of each split: whether trees help, said without that window.</summary>
/// <param name="folder">Holds <c>purchases/online-retail</c> and <c>purchases/completejourney</c> with <c>split_test_train.csv.gz</c>.</param>
internal sealed class RollingRankingTable(string folder)
{
    private const int CutOffs = 4;
    private const int StepDays = 40;
    private const int HorizonDays = 60;

    /// <summary>Cut-offs 40 days apart, each judged by first purchases of the 60 days after it, the latest 60 days before the end.</summary>
    public string Make()
    {
        var table = new Markdown("purchases", "cut-off", "customers", "trees", "NDCG@10, logistic", "boosted", "boosted less logistic", "standard error", "p");
        foreach ((string set, string title) in new[] { ("online-retail", "gift shop"), ("completejourney", "groceries") })
        {
            PurchaseMatrix known = CsvPairs.Load(Path.Combine(folder, "purchases", set, "split_test_train.csv.gz"));
            var differences = new List<double>();
            for (int k = CutOffs - 1; k >= 0; k--)
            {
                DateTime cutOff = known.AsOf!.Value.AddDays(-HorizonDays - (k * StepDays)).Date;
                Console.Error.WriteLine($"  {set}, {cutOff:yyyy-MM-dd}");
                RankingSplit split = RankingSplit.AtCutoff(known, cutOff, TimeSpan.FromDays(HorizonDays));
                (RankingReport logistic, _) = Judge(split, HybridLevelTwo.Logistic);
                (RankingReport boosted, int trees) = Judge(split, HybridLevelTwo.Boosted);
                double[] of = [.. boosted.PerCustomer(RankingMeasure.Ndcg).ToArray().Zip(logistic.PerCustomer(RankingMeasure.Ndcg).ToArray(), (more, less) => more - less)];
                differences.AddRange(of);
                double p = RankingComparison.Of(boosted, logistic)!.PValue;
                table.Row(title, cutOff.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Markdown.Whole(of.Length), Markdown.Whole(trees), Four(logistic.Ndcg), Four(boosted.Ndcg), Signed(of.Average()), Four(Error(of)), p.ToString("0.000", CultureInfo.InvariantCulture));
            }

            table.Row(title, "all", Markdown.Whole(differences.Count), "", "", "", Signed(differences.Average()), Four(Error(differences)), "");
        }

        return table.ToString();
    }

    private static (RankingReport Report, int Trees) Judge(RankingSplit split, HybridLevelTwo levelTwo)
    {
        HybridRanking hybrid = new HybridTrainer(new HybridOptions { LevelTwo = levelTwo }).Train(split.Train);
        RankedLists lists = RankedLists.Of("hybrid", (customer, scores) => hybrid.Score(split.Known[customer], scores), split.Known, split.Targets.Customers);
        return (RankingReport.Of(lists, split.Known, split.Targets), hybrid.Warm.Trees?.Count ?? 0);
    }

    private static double Error(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean))) / values.Count;
    }

    private static string Four(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Signed(double value) => value.ToString("+0.0000;-0.0000;0.0000", CultureInfo.InvariantCulture);
}
