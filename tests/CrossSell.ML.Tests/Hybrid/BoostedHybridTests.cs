using CrossSell.ML.Tests.Ranking;

namespace CrossSell.ML.Tests.Hybrid;

/// <summary>Trees on top of the logistic model of level two.</summary>
public sealed class BoostedHybridTests
{
    private static readonly PlantedHabits s_market = new(400, seed: 21);
    private static readonly PurchaseMatrix s_purchases = PurchaseMatrix.Of(s_market.History);
    private static readonly Lazy<HybridRanking> s_ranking = new(() => Train(threads: 2));

    [Fact]
    public void One_and_two_threads_learn_the_same_bits()
    {
        HybridRanking one = Train(threads: 1);

        Assert.NotNull(one.Warm.Trees);
        Assert.Equal(one.Notes, s_ranking.Value.Notes);
        PurchaseMatrix purchases = s_purchases;
        for (int customer = 0; customer < purchases.Customers.Count; customer += 5)
        {
            Assert.Equal(HybridTrainerTests.Best(one, purchases, customer), HybridTrainerTests.Best(s_ranking.Value, purchases, customer));
        }
    }

    [Fact]
    public void Where_habits_differ_trees_rank_the_next_purchases_better_by_more_than_chance()
    {
        RankingSplit split = RankingSplit.AtCutoff(new PlantedHabits(1_200, seed: 5).History, new DateTime(2024, 11, 1), TimeSpan.FromDays(30));
        RankingReport logistic = Judge(split, new HybridOptions(), out _);
        RankingReport boosted = Judge(split, new HybridOptions { LevelTwo = HybridLevelTwo.Boosted }, out HybridRanking ranking);
        RankingComparison better = RankingComparison.Of(boosted, logistic)!;

        Assert.NotNull(ranking.Warm.Trees);
        Assert.True(better.Difference.Lower > 0, $"NDCG@10 is {boosted.Ndcg:0.0000} with trees and {logistic.Ndcg:0.0000} without, {better.Difference.Lower:0.0000} to {better.Difference.Upper:0.0000} more.");
    }

    [Fact]
    public void Where_nothing_hangs_together_no_tree_stands_and_the_order_is_the_logistic_one()
    {
        PurchaseMatrix purchases = RandomPurchases.Make(300, 40, seed: 7, hasTimes: true);
        HybridRanking plain = new HybridTrainer().Train(purchases);
        HybridRanking boosted = new HybridTrainer(new HybridOptions { LevelTwo = HybridLevelTwo.Boosted }).Train(purchases);

        Assert.Null(boosted.Warm.Trees);
        for (int customer = 0; customer < purchases.Customers.Count; customer++)
        {
            Assert.Equal(HybridTrainerTests.Best(plain, purchases, customer), HybridTrainerTests.Best(boosted, purchases, customer));
        }
    }

    [Fact]
    public void A_better_score_of_a_part_never_lowers_what_trees_say()
    {
        HybridTrees trees = s_ranking.Value.Warm.Trees!;
        HybridFeatures features = s_ranking.Value.Features;
        var products = new List<int>();
        var rows = new List<float>();
        features.Read(s_purchases[0], products, rows);
        features.Read(s_purchases[1], products, rows);
        bool isMoved = false;
        for (int at = 0; at < products.Count; at++)
        {
            for (int feature = 0; feature < features.FirstColumnFeature; feature++)
            {
                float[] row = [.. rows.Skip(at * features.Count).Take(features.Count)];
                double before = double.NegativeInfinity;
                for (float value = -8; value <= 8; value += 0.25f)
                {
                    row[feature] = value;
                    double now = trees.Of(row);
                    Assert.True(now >= before - 1e-12, $"{features.Names[feature]} at {value}: {before} became {now}.");
                    isMoved |= now > before && before > double.NegativeInfinity;
                    before = now;
                }
            }
        }

        Assert.True(isMoved);
    }

    [Fact]
    public void Contributions_sum_to_the_logit_and_the_named_cause_lowers_it()
    {
        HybridRanking ranking = s_ranking.Value;
        PurchaseMatrix purchases = s_purchases;
        int named = 0;
        for (int customer = 0; customer < purchases.Customers.Count; customer += 13)
        {
            CustomerPurchases who = purchases[customer];
            foreach (RankedProduct offer in HybridTrainerTests.Best(ranking, purchases, customer).Take(3))
            {
                HybridExplanation why = ranking.Explain(who, offer.Product);
                Assert.Equal(offer.Logit, why.Contributions.Sum(contribution => contribution.Amount), 1e-9);
                if (why.Reason.Cause is ScoreCause.Trend or ScoreCause.Popularity or ScoreCause.Attribute)
                {
                    double without = why.Reason.Attribute is { } attribute ? ranking.LogitWithout(who, offer.Product, attribute) : ranking.LogitWithout(who, offer.Product, why.Reason.Cause);
                    Assert.Equal(why.Reason.Effect, offer.Logit - without, 1e-9);
                    Assert.True(without < offer.Logit);
                    named++;
                }
            }
        }

        Assert.True(named > 5);
    }

    [Fact]
    public void A_file_gives_the_trees_back_byte_for_byte()
    {
        CrossSellModel model = new CrossSellPipelineBuilder().RankBy(new HybridTrainer(new HybridOptions { LevelTwo = HybridLevelTwo.Boosted, Parts = HybridTrainer.DefaultParts() })).Build().Fit(s_market.History);
        byte[] bytes = model.ToBytes();
        CrossSellModel loaded = CrossSellModel.FromBytes(bytes).Bind(s_market.History);

        Assert.NotNull(loaded.Ranking!.Warm.Trees);
        Assert.Equal(bytes, loaded.ToBytes());
        foreach (string customer in s_market.History.Customers.Take(40))
        {
            Assert.Equal(model.Recommend(new CustomerId(customer), 3).Select(offer => (offer.Product, offer.Score)), loaded.Recommend(new CustomerId(customer), 3).Select(offer => (offer.Product, offer.Score)));
        }
    }

    [Fact]
    public void The_notes_compare_with_and_without_and_no_held_out_loss_rises()
    {
        Assert.Contains(s_ranking.Value.Notes, note => note.Contains("boosted trees stand on top", StringComparison.Ordinal));
        Assert.Contains("LevelTwo is 7", new HybridOptions { LevelTwo = (HybridLevelTwo)7 }.Validate()[0], StringComparison.Ordinal);
        HybridRanking plain = new HybridTrainer().Train(RandomPurchases.Make(300, 40, seed: 7, hasTimes: true));
        Assert.Null(plain.Warm.Trees);
    }

    private static RankingReport Judge(RankingSplit split, HybridOptions options, out HybridRanking ranking)
    {
        HybridRanking learned = ranking = new HybridTrainer(options).Train(split.Train);
        return RankingReport.Of(RankedLists.Of("hybrid", (customer, scores) => learned.Score(split.Known[customer], scores), split.Known, split.Targets.Customers), split.Known, split.Targets);
    }

    private static HybridRanking Train(int threads) => new HybridTrainer(new HybridOptions { LevelTwo = HybridLevelTwo.Boosted, MaxThreads = threads }).Train(s_purchases);
}
