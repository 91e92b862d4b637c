using System.Diagnostics;
using CrossSell.Tests;

namespace CrossSell.ML.Tests.Hybrid;

/// <summary>The hybrid with default settings on real purchases: what it must reach at least.</summary>
public sealed class RealHybridTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [SharedDataFact("purchases/online-retail/split_test_train.csv.gz", "purchases/online-retail/split_test_target.csv.gz")]
    public void A_gift_shop_is_ranked_a_fifth_better_than_by_EASE()
    {
        RankingReport report = Judge("online-retail", out _);

        Assert.True(report.Ndcg >= 0.130, $"NDCG@10 is {report.Ndcg:0.0000}.");
        Assert.True(report.Recall >= 0.064, $"Recall@10 is {report.Recall:0.0000}.");
        Assert.True(report.HitRate >= 0.54, $"Hit@10 is {report.HitRate:0.0000}.");
        Assert.True(report.Coverage >= 0.20, $"Coverage is {report.Coverage:0.0000}.");
    }

    [SharedDataFact("purchases/completejourney/split_test_train.csv.gz", "purchases/completejourney/split_test_target.csv.gz")]
    public void A_sample_of_groceries_is_ranked_better_than_by_popularity()
    {
        RankingReport report = Judge("completejourney", out RankingReport popularity);

        Assert.True(report.Ndcg >= 0.097, $"NDCG@10 is {report.Ndcg:0.0000}.");
        Assert.True(report.Ndcg >= popularity.Ndcg, $"NDCG@10 is {report.Ndcg:0.0000}, that of popularity {popularity.Ndcg:0.0000}.");
    }

    private RankingReport Judge(string set, out RankingReport popularity)
    {
        PurchaseMatrix train = CsvPairs.Load(SharedData.PathOf($"purchases/{set}/split_test_train.csv.gz"));
        var split = RankingSplit.Of(train, CsvPairs.Load(SharedData.PathOf($"purchases/{set}/split_test_target.csv.gz"), new CsvPairOptions { NewSince = train }));
        HybridRanking ranking = new HybridTrainer().Train(split.Train);
        output.WriteLine(string.Join('\n', ranking.Notes));
        output.WriteLine(string.Join('\n', ranking.Weights));
        RankedLists lists = RankedLists.Of("hybrid", (customer, scores) => ranking.Score(split.Known[customer], scores), split.Known, split.Targets.Customers);
        var report = RankingReport.Of(lists, split.Known, split.Targets);
        popularity = RankingReport.Of(RankedLists.Of(new PopularityTrainer().Train(split.Train), split.Known, split.Targets.Customers), split.Known, split.Targets);
        output.WriteLine($"{set}: NDCG {report.Ndcg:0.0000} recall {report.Recall:0.0000} MAP {report.Map:0.0000} hit {report.HitRate:0.000} coverage {report.Coverage:0.000}, popularity {popularity.Ndcg:0.0000}; {Speed(ranking, split.Known):0} customers a second");
        return report;
    }

    private static double Speed(HybridRanking ranking, PurchaseMatrix known)
    {
        var best = new RankedProduct[10];
        long start = Stopwatch.GetTimestamp();
        for (int customer = 0; customer < known.Customers.Count; customer++)
        {
            ranking.Recommend(known[customer], best);
        }

        return known.Customers.Count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
