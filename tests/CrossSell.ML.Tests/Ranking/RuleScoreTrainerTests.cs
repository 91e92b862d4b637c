using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Ranking;

public sealed class RuleScoreTrainerTests
{
    [Theory]
    [InlineData(RuleScore.MaxConfidence)]
    [InlineData(RuleScore.MaxLift)]
    [InlineData(RuleScore.SumOfConfidence)]
    [InlineData(RuleScore.SumOfConfidenceLogLift)]
    public void Scores_are_those_of_all_rules_that_fit(RuleScore score) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            PurchaseMatrix matrix = Purchases.Random(seed);
            double[,] x = Purchases.Dense(matrix, OwnedWeighting.Binary);
            (int m, int n) = (matrix.Customers.Count, matrix.Products.Count);
            IProductScorer scorer = new RuleScoreTrainer(score) { MinCustomers = 2, Rules = 1000 }.Train(matrix);
            var scores = new float[n];
            for (int customer = 0; customer < m; customer++)
            {
                scorer.Score(matrix[customer], scores);
                for (int j = 0; j < n; j++)
                {
                    double[] rules = [.. matrix[customer].Products.ToArray().Where(i => i != j).Select(i =>
                    {
                        double both = Enumerable.Range(0, m).Sum(u => x[u, i] * x[u, j]);
                        double confidence = both / Enumerable.Range(0, m).Sum(u => x[u, i]);
                        double lift = confidence / (Enumerable.Range(0, m).Sum(u => x[u, j]) / m);
                        return both < 2 ? 0 : score switch
                        {
                            RuleScore.MaxLift => lift,
                            RuleScore.SumOfConfidenceLogLift => confidence * Math.Max(0, Math.Log(lift)),
                            _ => confidence,
                        };
                    })];
                    double expected = score is RuleScore.MaxConfidence or RuleScore.MaxLift ? rules.DefaultIfEmpty().Max() : rules.Sum();
                    Assert.Equal(expected, scores[j], 1e-5);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Each_product_keeps_the_surest_rules_to_it_or_from_it()
    {
        PurchaseMatrix matrix = Purchases.Random(5);
        var to = (ItemItemScorer)new RuleScoreTrainer(RuleScore.SumOfConfidence) { MinCustomers = 1, Rules = 2 }.Train(matrix);
        var from = (ItemItemScorer)new RuleScoreTrainer(RuleScore.SumOfConfidence) { MinCustomers = 1, Rules = 2, Side = NeighbourSide.Owned }.Train(matrix);
        int n = matrix.Products.Count;

        Assert.All(Enumerable.Range(0, n), product => Assert.True(from.PartnersOf(product).Length <= 2));
        Assert.All(Enumerable.Range(0, n), product => Assert.True(Enumerable.Range(0, n).Count(owned => to.Weight(owned, product) > 0) <= 2));
        Assert.Contains(Enumerable.Range(0, n), product => to.PartnersOf(product).Length > 2);
    }

    [Fact]
    public void All_wrong_settings_are_told_together()
    {
        var wrong = new RuleScoreTrainer(RuleScore.MaxLift) { Rules = 0, MinCustomers = 0, MaxThreads = 0, Weighting = null! };

        Assert.Equal(4, wrong.Validate().Count);
        Assert.Contains("Rules is 0", Assert.Throws<ArgumentException>(() => wrong.Train(Purchases.Random(1))).Message, StringComparison.Ordinal);
    }
}
