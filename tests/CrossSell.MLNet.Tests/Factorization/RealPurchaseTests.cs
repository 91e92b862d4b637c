using CrossSell.Data;
using CrossSell.ML;
using CrossSell.Tests;
using Xunit.Abstractions;

namespace CrossSell.MLNet.Tests.Factorization;

public sealed class RealPurchaseTests(ITestOutputHelper output)
{
    [SharedDataFact("purchases/online-retail/split_valid_train.csv.gz", "purchases/online-retail/split_valid_target.csv.gz")]
    public void Settings_found_on_real_purchases_rank_better_than_popularity()
    {
        PurchaseMatrix train = CsvPairs.Load(SharedData.PathOf("purchases/online-retail/split_valid_train.csv.gz"));
        var split = RankingSplit.Of(train, CsvPairs.Load(SharedData.PathOf("purchases/online-retail/split_valid_target.csv.gz"), new CsvPairOptions { NewSince = train }));

        // Few factors: the search takes its time. With 64 it is better still.
        MatrixFactorizationFit fit = new MLNetMatrixFactorizationTrainer(new MLNetMatrixFactorizationOptions { Factors = 16, Iterations = 10, Alpha = 0.05 }).Fit(split.Train);
        RankingReport report = Judge(split, fit.Scorer);
        RankingReport popularity = Judge(split, new PopularityTrainer().Train(split.Train));

        output.WriteLine(FormattableString.Invariant($"lambda {fit.Lambda}: recall {report.Recall:F4}, NDCG {report.Ndcg:F4}, hits {report.HitRate:F4}; popularity {popularity.Recall:F4}, {popularity.Ndcg:F4}"));
        Assert.True(report.Recall > 0.045, $"recall {report.Recall}");
        Assert.True(report.Ndcg > 1.5 * popularity.Ndcg);
    }

    private static RankingReport Judge(RankingSplit split, IProductScorer scorer) =>
        RankingReport.Of(RankedLists.Of(scorer, split.Known, split.Targets.Customers), split.Known, split.Targets);
}
