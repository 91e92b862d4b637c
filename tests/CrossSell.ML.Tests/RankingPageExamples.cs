using System.Globalization;

namespace CrossSell.ML.Tests;

/// <summary>The examples of docs/ranking.md, run.</summary>
public class RankingPageExamples
{
    private static readonly PurchaseHistory history = PlantedTiming.History(PlantedTiming.Draw(400, 900, seed: 8));
    private static readonly DateTime cutoff = PlantedTiming.Start.AddDays(800);

    [Fact]
    public void Comparing_ways_of_scoring()
    {
        #region compare
        RankingSplit split = RankingSplit.AtCutoff(history, cutoff);
        var reports = new List<RankingReport>();
        foreach (IProductScorerTrainer trainer in new IProductScorerTrainer[] { new PopularityTrainer(), new TrendTrainer(), new EaseTrainer() })
        {
            IProductScorer scorer = trainer.Train(split.Train); // knows nothing from the cut-off on
            var lists = RankedLists.Of(scorer, split.Known, split.Targets.Customers);
            reports.Add(RankingReport.Of(lists, split.Known, split.Targets));
            Interval range = reports[^1].IntervalOf(RankingMeasure.Ndcg)!;
            Console.WriteLine($"{scorer.Name}: NDCG@10 {range.Value:F4} ({range.Lower:F4} to {range.Upper:F4}), coverage {reports[^1].Coverage:P0}");
        }

        RankingComparison comparison = RankingComparison.Of(reports[^1], reports[0])!;
        Console.WriteLine($"{comparison.Model} against {comparison.Other}: {comparison.Difference.Value:F4}, p = {comparison.PValue:G2}");
        #endregion

        Assert.Equal(3, reports.Count);
    }

    [Fact]
    public void Explaining_a_score()
    {
        var matrix = PurchaseMatrix.Of(history, cutoff);
        IProductScorer scorer = new EaseTrainer(new EaseOptions { Lambda = 100 }).Train(matrix);
        int product = history.Products.IndexOf("case");

        #region explain
        var contributions = new List<ScoreContribution>();
        scorer.Explain(matrix[customer: 0], product, contributions);
        foreach (ScoreContribution contribution in contributions.OrderByDescending(contribution => contribution.Amount))
        {
            Console.WriteLine($"{matrix.Products[contribution.Product]}: {contribution.Amount:F4}"); // the amounts add up to the score
        }
        #endregion

        Assert.NotEmpty(contributions);
    }

    [Fact]
    public void The_right_moment()
    {
        int product = history.Products.IndexOf("case");

        #region timing
        ProductTiming timing = new ProductTimingTrainer().Train(history, cutoff);
        PurchaseMatrix known = PurchaseMatrix.Of(history, cutoff);
        CustomerPurchases purchases = known[customer: 0];
        double soon = timing.Probability(purchases, product, from: cutoff, horizon: TimeSpan.FromDays(30));
        TimingMoment best = timing.BestMoment(purchases, product, from: cutoff, within: TimeSpan.FromDays(180));
        Console.WriteLine($"within 30 days {soon:P1}; best from {best.From:yyyy-MM-dd} on: {best.Probability:P1} ({best.Lower:P1} to {best.Upper:P1})");
        Console.WriteLine(best.Reason(place => history.Products[place], CultureInfo.GetCultureInfo("de")));
        #endregion

        Assert.InRange(soon, 0, 1);
        Assert.True(best.From >= cutoff);
    }

    [Fact]
    public void Moments_of_a_model()
    {
        CustomerId customer = new(history.Customers[0]);

        #region moment
        CrossSellModel model = new CrossSellPipelineBuilder()
            .LearnTiming(new ProductTimingTrainer())
            .Build()
            .Fit(history);
        foreach (Recommendation offer in model.Recommend(customer, count: 3))
        {
            OfferMoment moment = offer.BestMoment!; // null where nothing is known of times
            Console.WriteLine($"{offer.Product}: from {moment.From:yyyy-MM-dd} on, {moment.Probability:P1} ({moment.Lower:P1} to {moment.Upper:P1}); now {moment.ProbabilityNow:P1}");
            Console.WriteLine(moment.Reason(CultureInfo.GetCultureInfo("de")));
        }
        #endregion

        Assert.NotNull(model.Timing);
    }

    [Fact]
    public void What_is_due_again()
    {
        var matrix = PurchaseMatrix.Of(history, cutoff);

        #region repurchase
        var options = new RepurchaseOptions { Horizon = TimeSpan.FromDays(7) };
        IProductScorer due = new RepurchaseTrainer(options).Train(matrix);
        float[] scores = new float[due.ProductCount]; // the probability that the customer buys the product again within a week
        due.Score(matrix[customer: 0], scores);
        #endregion

        Assert.All(scores, score => Assert.InRange(score, 0f, 1f));
    }
}
