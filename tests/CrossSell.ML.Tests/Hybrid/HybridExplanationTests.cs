using CrossSell.ML.Tests.Ranking;
using CrossSell.Tests;

namespace CrossSell.ML.Tests.Hybrid;

/// <summary>What a score is made of, and what it falls without.</summary>
public sealed class HybridExplanationTests
{
    private static readonly PurchaseMatrix s_dated = RandomPurchases.Make(300, 40, seed: 11, hasTimes: true);
    private static readonly PurchaseMatrix s_undated = RandomPurchases.Make(300, 40, seed: 12);
    private static readonly Lazy<HybridRanking> s_ranking = new(() => new HybridTrainer().Train(s_dated));
    private static readonly Lazy<HybridRanking> s_undatedRanking = new(() => new HybridTrainer().Train(s_undated));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Contributions_sum_to_the_logit(bool dated)
    {
        (HybridRanking ranking, PurchaseMatrix purchases) = Of(dated);
        foreach ((int customer, RankedProduct offer) in Offers(ranking, purchases))
        {
            HybridExplanation explanation = ranking.Explain(purchases[customer], offer.Product);

            Assert.Equal(offer.Logit, explanation.Logit);
            Assert.Equal(explanation.Logit, explanation.Contributions.Sum(contribution => contribution.Amount), 1e-9);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Several_products_are_explained_as_each_alone(bool dated)
    {
        (HybridRanking ranking, PurchaseMatrix purchases) = Of(dated);
        foreach (IGrouping<int, (int Customer, RankedProduct Offer)> offers in Offers(ranking, purchases).GroupBy(pair => pair.Customer))
        {
            int[] products = [.. offers.Select(pair => pair.Offer.Product)];
            IReadOnlyList<HybridExplanation> together = ranking.Explain(purchases[offers.Key], products);
            for (int i = 0; i < products.Length; i++)
            {
                HybridExplanation alone = ranking.Explain(purchases[offers.Key], products[i]);
                Assert.Equal((alone.Product, alone.Logit, alone.Reason.Cause, alone.Reason.Effect), (together[i].Product, together[i].Logit, together[i].Reason.Cause, together[i].Reason.Effect));
                Assert.Equal(alone.Reason.Products, together[i].Reason.Products);
                Assert.Equal(alone.Contributions, together[i].Contributions);
            }
        }

        Assert.Empty(ranking.Explain(purchases[0], ReadOnlySpan<int>.Empty));
        Assert.Throws<ArgumentException>(() => ranking.Explain(purchases[0], [1, 1]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Taking_the_named_cause_away_lowers_the_score(bool dated)
    {
        (HybridRanking ranking, PurchaseMatrix purchases) = Of(dated);
        var causes = new HashSet<ScoreCause>();
        foreach ((int customer, RankedProduct offer) in Offers(ranking, purchases))
        {
            RankingReason reason = ranking.Explain(purchases[customer], offer.Product).Reason;
            causes.Add(reason.Cause);
            if (reason.Cause == ScoreCause.Base)
            {
                continue;
            }

            Assert.True(reason.Effect > 0);
            double without = reason.Cause == ScoreCause.OwnedProduct
                ? ranking.Logit(Left(purchases[customer], reason.Products), offer.Product)
                : ranking.LogitWithout(purchases[customer], offer.Product, reason.Cause);
            Assert.True(without < offer.Logit, $"{reason.Cause} of customer {customer}: {without} is not below {offer.Logit}.");
            Assert.Equal(reason.Cause == ScoreCause.OwnedProduct, reason.Products.Count > 0);
            Assert.All(reason.Products, product => Assert.Contains(product, purchases[customer].Products.ToArray()));
        }

        Assert.Contains(ScoreCause.OwnedProduct, causes);
    }

    [Theory]
    [InlineData(true, RankingStep.Trend)]
    [InlineData(false, RankingStep.Popularity)]
    public void Somebody_without_purchases_gets_finite_scores_and_the_step_is_named(bool dated, RankingStep step)
    {
        (HybridRanking ranking, _) = Of(dated);
        var nobody = new CustomerPurchases([], [], [], [], 0);
        var best = new RankedProduct[10];

        Assert.Equal(10, ranking.Recommend(nobody, best));
        Assert.All(best, offer => Assert.True(double.IsFinite(offer.Logit)));
        Assert.Equal(step, ranking.StepOf(nobody));
        HybridExplanation explanation = ranking.Explain(nobody, best[0].Product);
        Assert.Equal(step, explanation.Reason.Step);
        Assert.Equal(explanation.Logit, explanation.Contributions.Sum(contribution => contribution.Amount), 1e-9);
        Assert.DoesNotContain(explanation.Contributions, contribution => contribution.Cause == ScoreCause.OwnedProduct);
        Assert.Equal(RankingStep.Purchases, ranking.StepOf(s_dated[0]));
    }

    [Fact]
    public void Ranking_allocates_nothing_once_warm()
    {
        HybridRanking ranking = s_ranking.Value;
        var best = new RankedProduct[10];

        Assert.Equal(0, Allocated.By(() =>
        {
            for (int customer = 0; customer < s_dated.Customers.Count; customer++)
            {
                ranking.Recommend(s_dated[customer], best);
            }
        }));
    }

    [Fact]
    public void A_product_of_another_matrix_is_refused()
    {
        HybridRanking ranking = s_ranking.Value;

        Assert.Throws<ArgumentException>(() => ranking.Recommend(new CustomerPurchases([99], [1], [], [], 0), new RankedProduct[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ranking.Logit(s_dated[0], 40));
        Assert.Throws<ArgumentException>(() => ranking.LogitWithout(s_dated[0], 1, ScoreCause.OwnedProduct));
    }

    private static (HybridRanking Ranking, PurchaseMatrix Purchases) Of(bool dated) => dated ? (s_ranking.Value, s_dated) : (s_undatedRanking.Value, s_undated);

    private static IEnumerable<(int Customer, RankedProduct Offer)> Offers(HybridRanking ranking, PurchaseMatrix purchases) =>
        Enumerable.Range(0, 40).Select(i => i * 7).SelectMany(customer => HybridTrainerTests.Best(ranking, purchases, customer).Take(4).Select(offer => (customer, offer)));

    private static CustomerPurchases Left(CustomerPurchases customer, IReadOnlyList<int> removed)
    {
        int[] kept = [.. Enumerable.Range(0, customer.Count)];
        int[] products = customer.Products.ToArray();
        int[] baskets = customer.Baskets.ToArray();
        long[] first = customer.First.ToArray();
        long[] last = customer.Last.ToArray();
        kept = [.. kept.Where(at => !removed.Contains(products[at]))];
        return new CustomerPurchases(
            Array.ConvertAll(kept, at => products[at]),
            Array.ConvertAll(kept, at => baskets[at]),
            first.Length == 0 ? [] : Array.ConvertAll(kept, at => first[at]),
            last.Length == 0 ? [] : Array.ConvertAll(kept, at => last[at]),
            customer.AsOf);
    }
}
