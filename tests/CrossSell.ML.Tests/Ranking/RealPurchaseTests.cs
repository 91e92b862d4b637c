using CrossSell.Tests;

namespace CrossSell.ML.Tests.Ranking;

/// <summary>The table of measured rankings, to its four digits.</summary>
public sealed class RealPurchaseTests
{
    [SharedDataFact("purchases/online-retail/split_test_train.csv.gz", "purchases/online-retail/split_test_target.csv.gz")]
    public void Popularity_and_trend_reach_what_was_measured()
    {
        RankingReport popularity = PurchaseData.Judge(PurchaseData.Retail, new PopularityTrainer());
        RankingReport trend = PurchaseData.Judge(PurchaseData.Retail, new TrendTrainer());

        Assert.Equal((1753, 47683), (popularity.Customers, popularity.Targets));
        Assert.Equal((0.0189, 0.0441, 0.0166, 0.287, 0.020), Digits(popularity));
        Assert.Equal((0.0435, 0.1085, 0.0538, 0.450, 0.009), Digits(trend));
    }

    private static (double Recall, double Ndcg, double Map, double Hit, double Coverage) Digits(RankingReport report) =>
        (Math.Round(report.Recall, 4), Math.Round(report.Ndcg, 4), Math.Round(report.Map, 4), Math.Round(report.HitRate, 3), Math.Round(report.Coverage, 3));
}
