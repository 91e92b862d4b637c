using CrossSell.Tests;

namespace CrossSell.ML.Tests.Ranking.Factors;

/// <summary>The published protocol of two public sets (shared/data/purchases).</summary>
public class AlsOnPublicDataTests
{
    [SharedDataFact("purchases/online-retail/split_test_train.csv.gz", "purchases/online-retail/split_test_target.csv.gz")]
    public void On_online_retail_128_factors_reach_what_the_peer_reaches()
    {
        RankingReport report = PurchaseData.Judge(PurchaseData.Retail, new ImplicitAlsTrainer(new ImplicitAlsOptions { Factors = 128, Alpha = 2, Regularization = 30 }));
        Assert.True(report.Ndcg >= 0.1081, $"{report.Ndcg}");
        Assert.True(report.Recall >= 0.0566 * 0.98, $"{report.Recall}");
    }

    [SharedDataFact("purchases/completejourney/split_test_train.csv.gz", "purchases/completejourney/split_test_target.csv.gz")]
    public void On_completejourney_its_own_regularization_is_not_below_popularity_where_the_peer_is_far_below()
    {
        // The peer reaches 0.0724, popularity 0.0951.
        RankingReport report = PurchaseData.Judge(PurchaseData.Journey, new ImplicitAlsTrainer());
        Assert.True(report.Ndcg >= 0.0951, $"{report.Ndcg}");
    }
}
