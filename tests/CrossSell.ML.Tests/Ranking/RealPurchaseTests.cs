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

    [SharedDataFact("purchases/online-retail/split_test_train.csv.gz", "purchases/online-retail/split_test_target.csv.gz")]
    public void Neighbours_reach_what_was_measured()
    {
        // At the same settings: 100 log-likelihood neighbours of each recommended product, 20 indicators.
        Assert.Equal((0.0536, 0.1041, 0.0527, 0.440, 0.290), Digits(PurchaseData.Judge(PurchaseData.Retail, new NeighbourTrainer(ProductSimilarity.LogLikelihood))));
        Assert.Equal((0.0358, 0.0680, 0.0302, 0.356, 0.636), Digits(PurchaseData.Judge(PurchaseData.Retail, new NeighbourTrainer(ProductSimilarity.Indicator))));

        // The others' settings are not known.
        Assert.True(PurchaseData.Judge(PurchaseData.Retail, new NeighbourTrainer(ProductSimilarity.Cosine)).Ndcg > 0.1003);
        Assert.True(PurchaseData.Judge(PurchaseData.Retail, new NeighbourTrainer(ProductSimilarity.Cosine) { Weighting = OwnedWeighting.Decay(120) }).Ndcg > 0.1005);
        Assert.True(PurchaseData.Judge(PurchaseData.Retail, new NeighbourTrainer(ProductSimilarity.Bm25)).Ndcg > 0.1040);
        Assert.True(PurchaseData.Judge(PurchaseData.Retail, new NeighbourTrainer(ProductSimilarity.Bm25) { Weighting = OwnedWeighting.Decay(90) }).Ndcg > 0.1140);
    }

    [SharedDataFact("purchases/online-retail/split_test_train.csv.gz", "purchases/online-retail/split_test_target.csv.gz")]
    public void Rules_reach_what_was_measured()
    {
        Assert.Equal((0.0440, 0.0820, 0.0363, 0.419, 0.257), Digits(PurchaseData.Judge(PurchaseData.Retail, new RuleScoreTrainer(RuleScore.MaxConfidence))));
        Assert.Equal((0.0515, 0.0973, 0.0471, 0.440, 0.353), Digits(PurchaseData.Judge(PurchaseData.Retail, new RuleScoreTrainer(RuleScore.SumOfConfidence))));
        var logLift = new RuleScoreTrainer(RuleScore.SumOfConfidenceLogLift) { MinCustomers = 3, Rules = int.MaxValue };
        Assert.Equal((0.0450, 0.0884, 0.0423, 0.403, 0.278), Digits(PurchaseData.Judge(PurchaseData.Retail, logLift)));
        Assert.True(PurchaseData.Judge(PurchaseData.Retail, new RuleScoreTrainer(RuleScore.SumOfConfidenceLogLift)).Ndcg > 0.0884);
        Assert.Equal(0.0461, PurchaseData.Judge(PurchaseData.Retail, new RuleScoreTrainer(RuleScore.MaxLift)).Ndcg, 1e-4);
    }

    private static (double Recall, double Ndcg, double Map, double Hit, double Coverage) Digits(RankingReport report) =>
        (Math.Round(report.Recall, 4), Math.Round(report.Ndcg, 4), Math.Round(report.Map, 4), Math.Round(report.HitRate, 3), Math.Round(report.Coverage, 3));
}
