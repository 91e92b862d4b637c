using CrossSell.ML.Hybrid;
using CrossSell.ML.Tests.Ranking;

namespace CrossSell.ML.Tests.Hybrid;

/// <summary>Two levels of scoring, learned from small purchases.</summary>
public sealed class HybridTrainerTests
{
    private static readonly PurchaseMatrix s_dated = RandomPurchases.Make(300, 40, seed: 7, hasTimes: true);
    private static readonly PurchaseMatrix s_undated = RandomPurchases.Make(300, 40, seed: 8);
    private static readonly Lazy<HybridRanking> s_ranking = new(() => new HybridTrainer().Train(s_dated));
    private static readonly Lazy<HybridRanking> s_undatedRanking = new(() => new HybridTrainer().Train(s_undated));

    [Fact]
    public void One_and_two_threads_learn_the_same_bits()
    {
        HybridRanking one = new HybridTrainer(new HybridOptions { MaxThreads = 1 }).Train(s_dated);
        HybridRanking two = new HybridTrainer(new HybridOptions { MaxThreads = 2 }).Train(s_dated);

        Assert.Equal(one.Warm.Terms, two.Warm.Terms);
        Assert.Equal((one.Warm.Intercept, one.Slope, one.Shift), (two.Warm.Intercept, two.Slope, two.Shift));
        Assert.Equal(one.Notes, two.Notes);
        for (int customer = 0; customer < s_dated.Customers.Count; customer++)
        {
            Assert.Equal(Best(one, s_dated, customer), Best(two, s_dated, customer));
        }
    }

    [Fact]
    public void Shuffling_the_future_changes_no_prediction_made_before_it()
    {
        DateTime now = s_dated.AsOf!.Value.AddDays(-40);
        var builder = new PurchaseMatrixBuilder();
        foreach ((string who, string what, int baskets, long first, long last) in Pairs(s_dated).OrderBy(pair => pair.First >= now.Ticks))
        {
            // What comes later goes to the next customer, and to another product; a pair that was bought before as well stays as it was.
            bool later = first >= now.Ticks;
            string otherWho = s_dated.Customers[(s_dated.Customers.IndexOf(who) + 1) % s_dated.Customers.Count];
            string otherWhat = s_dated.Products[(s_dated.Products.IndexOf(what) + 7) % s_dated.Products.Count];
            builder.Add(later ? otherWho : who, later ? otherWhat : what, baskets, new DateTime(first), new DateTime(last));
        }

        PurchaseMatrix shuffled = builder.Build(s_dated.AsOf);
        Assert.NotEqual(Pairs(s_dated), Pairs(shuffled));
        PurchaseMatrix past = s_dated.Before(now);
        PurchaseMatrix other = shuffled.Before(now);
        HybridRanking before = new HybridTrainer().Train(past);
        HybridRanking after = new HybridTrainer().Train(other);
        for (int customer = 0; customer < past.Customers.Count; customer++)
        {
            Assert.Equal(
                Best(before, past, customer).Select(offer => (past.Products[offer.Product], Math.Round(offer.Logit, 9))),
                Best(after, other, other.Customers.IndexOf(past.Customers[customer])).Select(offer => (other.Products[offer.Product], Math.Round(offer.Logit, 9))));
        }
    }

    [Fact]
    public void A_part_on_trial_that_is_left_out_leaves_no_trace()
    {
        HybridRanking named = new HybridTrainer(new HybridOptions { Parts = HybridTrainer.DefaultParts() }).Train(s_dated);

        Assert.Contains(s_ranking.Value.Notes, note => note.StartsWith("Part timing was left out", StringComparison.Ordinal));
        Assert.DoesNotContain(s_ranking.Value.Features.Parts, part => part.Scorer.Name == "timing");
        Assert.DoesNotContain(named.Notes, note => note.Contains("timing", StringComparison.Ordinal));
        for (int customer = 0; customer < s_dated.Customers.Count; customer++)
        {
            Assert.Equal(Best(named, s_dated, customer), Best(s_ranking.Value, s_dated, customer));
        }
    }

    [Fact]
    public void What_was_known_at_a_past_instant_does_not_depend_on_what_was_then_bought()
    {
        DateTime instant = s_dated.AsOf!.Value.AddDays(-50);
        HybridWindow window = HybridWindow.Of(s_dated, instant, TimeSpan.FromDays(50));
        var otherwise = new HybridWindow(window.Past, [.. Enumerable.Range(0, window.Past.Customers.Count).Select(customer => new[] { customer % 40 })]);
        HybridFeatures features = LevelOne.Train(HybridTrainer.DefaultParts(), window.Past, TimeSpan.FromDays(50), null, null, 20, default);
        HybridRows rows = HybridRows.Read(features, window, 1_000_000, 2, default);
        HybridRows others = HybridRows.Read(features, otherwise, 1_000_000, 1, default);

        Assert.Equal(rows.Values, others.Values);
        Assert.NotEqual(rows.Labels, others.Labels);
        Assert.All(Enumerable.Range(0, window.Past.Customers.Count).SelectMany(customer => window.Past[customer].Last.ToArray()), last => Assert.True(last < instant.Ticks));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_customer_has_is_never_offered_and_nothing_twice(bool dated)
    {
        (HybridRanking ranking, PurchaseMatrix purchases) = dated ? (s_ranking.Value, s_dated) : (s_undatedRanking.Value, s_undated);
        for (int customer = 0; customer < purchases.Customers.Count; customer++)
        {
            RankedProduct[] best = Best(ranking, purchases, customer);

            Assert.Equal(10, best.Length);
            Assert.Empty(best.Select(offer => offer.Product).Intersect(purchases[customer].Products.ToArray()));
            Assert.Equal(best.Length, best.Select(offer => offer.Product).Distinct().Count());
            Assert.Equal(best, best.OrderByDescending(offer => offer.Logit).ThenBy(offer => offer.Product));
            Assert.All(best, offer => Assert.InRange(offer.Probability, 1e-12, 1 - 1e-12));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Purchases_that_go_together_are_foretold_better_than_by_popularity(bool dated)
    {
        PurchaseMatrix all = RandomPurchases.Make(600, 40, seed: 9, dated);
        RankingSplit split = RankingSplit.LeaveOneOut(all);
        HybridRanking ranking = new HybridTrainer().Train(split.Train);
        RankedLists lists = RankedLists.Of("hybrid", (customer, scores) => ranking.Score(split.Known[customer], scores), split.Known, split.Targets.Customers);
        RankedLists popular = RankedLists.Of(new PopularityTrainer().Train(split.Train), split.Known, split.Targets.Customers);

        Assert.True(RankingReport.Of(lists, split.Known, split.Targets).Ndcg > 1.3 * RankingReport.Of(popular, split.Known, split.Targets).Ndcg);
    }

    [Fact]
    public void Probabilities_add_up_to_what_was_bought_in_the_latest_window()
    {
        HybridRanking ranking = s_ranking.Value;
        HybridWindow window = HybridWindow.Of(s_dated, s_dated.AsOf!.Value - ranking.Horizon!.Value, ranking.Horizon.Value);
        HybridRanking past = new HybridTrainer(new HybridOptions { Windows = 1, Horizon = ranking.Horizon }).Train(window.Past, window);
        double expected = 0;
        int seen = 0;
        float[] probabilities = new float[past.ProductCount];
        for (int customer = 0; customer < window.Past.Customers.Count; customer++)
        {
            if (window.Past[customer].Count > 0)
            {
                past.Score(window.Past[customer], probabilities);
                expected += probabilities.Sum();
                seen += window.BoughtBy(customer).ToArray().Count(product => probabilities[product] > 0);
            }
        }

        Assert.InRange(expected / seen, 0.9, 1.1);
    }

    [Fact]
    public void Bad_options_are_told_all_at_once()
    {
        var options = new HybridOptions { Windows = 0, CandidatesOfEach = 0, MaxRows = 5, Ridge = 0, MaxThreads = 0, Horizon = TimeSpan.Zero };

        Assert.Equal(6, options.Validate().Count);
        Assert.Throws<ArgumentException>(() => new HybridTrainer(options).Train(s_dated));
        Assert.Contains("cosine, cosine", new HybridOptions { Parts = [HybridTrainer.DefaultParts()[0], HybridTrainer.DefaultParts()[0]] }.Validate()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_learn_from_is_told()
    {
        var builder = new PurchaseMatrixBuilder();
        builder.Add("a", "x");
        builder.Add("b", "y");

        Assert.Contains("nothing to learn from", Assert.Throws<PropensityTrainingException>(() => new HybridTrainer().Train(builder.Build())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30)]
    public void Purchases_of_one_day_or_one_month_end_with_an_answer(int days)
    {
        var builder = new PurchaseMatrixBuilder();
        for (int i = 0; i < 60; i++)
        {
            builder.Add($"c{i % 20}", $"p{i / 20}", 1, new DateTime(2026, 1, 1).AddDays(days * (i % 7) / 6));
        }

        Assert.Throws<PropensityTrainingException>(() => new HybridTrainer().Train(builder.Build()));
    }

    [Fact]
    public void Parts_of_ones_own_take_part_and_the_weights_name_them()
    {
        HybridRanking ranking = new HybridTrainer(new HybridOptions { Parts = [new NeighbourTrainer(ProductSimilarity.Bm25)] }).Train(s_dated);

        Assert.Contains(ranking.Weights, weight => weight is { Part: "bm25" } && weight.Weight != 0);
        Assert.Contains(ranking.Notes, note => note.Contains("NDCG@10", StringComparison.Ordinal));
    }

    internal static RankedProduct[] Best(HybridRanking ranking, PurchaseMatrix purchases, int customer)
    {
        var best = new RankedProduct[10];
        return best[..ranking.Recommend(purchases[customer], best)];
    }

    private static List<(string Who, string What, int Baskets, long First, long Last)> Pairs(PurchaseMatrix purchases)
    {
        var pairs = new List<(string Who, string What, int Baskets, long First, long Last)>();
        for (int customer = 0; customer < purchases.Customers.Count; customer++)
        {
            CustomerPurchases bought = purchases[customer];
            for (int at = 0; at < bought.Count; at++)
            {
                pairs.Add((purchases.Customers[customer], purchases.Products[bought.Products[at]], bought.Baskets[at], bought.First[at], bought.Last[at]));
            }
        }

        return pairs;
    }
}
