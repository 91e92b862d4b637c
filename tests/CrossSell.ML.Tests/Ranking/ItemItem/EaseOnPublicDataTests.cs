using CrossSell.Tests;

namespace CrossSell.ML.Tests.Ranking.ItemItem;

/// <summary>The published protocol of two public sets (shared/data/purchases): what others reach with the same settings.</summary>
public class EaseOnPublicDataTests
{
    private const double Digit = 0.00006;

    [SharedDataFact("purchases/online-retail/split_test_train.csv.gz", "purchases/online-retail/split_test_target.csv.gz")]
    public void On_online_retail_it_equals_the_peers_and_its_own_ridge_does_better()
    {
        SplitTable table = SplitTable.Load("online-retail", "test");
        (double recall, double ndcg, double hit, double coverage) = table.Judge(new EaseTrainer(new EaseOptions { Lambda = 800 }).Train(table.Train));
        Assert.Equal(0.1081, ndcg, Digit);
        Assert.Equal(0.0557, recall, Digit);
        Assert.Equal(0.497, hit, 0.0006);
        Assert.Equal(0.261, coverage, 0.0006);

        (recall, ndcg, hit, coverage) = table.Judge(new EdlaeTrainer(new EdlaeOptions { Lambda = 400, Dropout = 0.2 }).Train(table.Train));
        Assert.Equal(0.1092, ndcg, Digit);
        Assert.Equal(0.0555, recall, Digit);
        Assert.Equal(0.497, hit, 0.0006);
        Assert.Equal(0.294, coverage, 0.0006);

        Assert.True(table.Judge(new EaseTrainer().Train(table.Train)).Ndcg >= 0.1081);
    }

    [SharedDataFact("purchases/completejourney/split_test_train.csv.gz", "purchases/completejourney/split_test_target.csv.gz")]
    public void On_completejourney_it_equals_the_peers_and_its_own_ridge_does_better()
    {
        SplitTable table = SplitTable.Load("completejourney", "test");
        Assert.Equal(0.0972, table.Judge(new EaseTrainer(new EaseOptions { Lambda = 1600 }).Train(table.Train)).Ndcg, Digit);
        Assert.Equal(0.0987, table.Judge(new EaseTrainer(new EaseOptions { Lambda = 1600, Weighting = OwnedWeighting.LogBaskets }).Train(table.Train)).Ndcg, Digit);
        Assert.True(table.Judge(new EaseTrainer().Train(table.Train)).Ndcg >= 0.0972);
        Assert.True(table.Judge(new EdlaeTrainer().Train(table.Train)).Ndcg >= 0.0971);
    }
}
