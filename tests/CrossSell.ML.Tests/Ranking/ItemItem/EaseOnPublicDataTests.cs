using CrossSell.Tests;

namespace CrossSell.ML.Tests.Ranking.ItemItem;

/// <summary>The published protocol of two public sets (shared/data/purchases): what others reach with the same settings.</summary>
public class EaseOnPublicDataTests
{
    private const double Digit = 0.00006;

    [SharedDataFact("purchases/online-retail/split_test_train.csv.gz", "purchases/online-retail/split_test_target.csv.gz")]
    public void On_online_retail_it_equals_the_peers_and_its_own_ridge_does_better()
    {
        RankingReport ease = PurchaseData.Judge(PurchaseData.Retail, new EaseTrainer(new EaseOptions { Lambda = 800 }));
        Assert.Equal(0.1081, ease.Ndcg, Digit);
        Assert.Equal(0.0557, ease.Recall, Digit);
        Assert.Equal(0.497, ease.HitRate, 0.0006);
        Assert.Equal(0.261, ease.Coverage, 0.0006);

        RankingReport edlae = PurchaseData.Judge(PurchaseData.Retail, new EdlaeTrainer(new EdlaeOptions { Lambda = 400, Dropout = 0.2 }));
        Assert.Equal(0.1092, edlae.Ndcg, Digit);
        Assert.Equal(0.0555, edlae.Recall, Digit);
        Assert.Equal(0.497, edlae.HitRate, 0.0006);
        Assert.Equal(0.294, edlae.Coverage, 0.0006);

        Assert.True(PurchaseData.Judge(PurchaseData.Retail, new EaseTrainer()).Ndcg >= 0.1081);
    }

    [SharedDataFact("purchases/completejourney/split_test_train.csv.gz", "purchases/completejourney/split_test_target.csv.gz")]
    public void On_completejourney_it_equals_the_peers_and_its_own_ridge_does_better()
    {
        RankingSplit split = PurchaseData.Journey;
        Assert.Equal(0.0972, PurchaseData.Judge(split, new EaseTrainer(new EaseOptions { Lambda = 1600 })).Ndcg, Digit);
        Assert.Equal(0.0987, PurchaseData.Judge(split, new EaseTrainer(new EaseOptions { Lambda = 1600, Weighting = OwnedWeighting.LogBaskets })).Ndcg, Digit);
        Assert.True(PurchaseData.Judge(split, new EaseTrainer()).Ndcg >= 0.0972);
        Assert.True(PurchaseData.Judge(split, new EdlaeTrainer()).Ndcg >= 0.0971);
    }
}
