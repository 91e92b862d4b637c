namespace CrossSell.ML.Tests.Hybrid;

/// <summary>What customers are, beside what they have: as a part of the order, as a reason, and alone.</summary>
public sealed class AttributeHybridTests
{
    private static readonly PlantedAttributes s_dated = new(500, seed: 21);
    private static readonly PlantedAttributes s_undated = new(500, seed: 22, hasTimes: false);
    private static readonly Lazy<HybridRanking> s_ranking = new(() => new HybridTrainer().Train(s_dated.Matrix()));
    private static readonly Lazy<HybridRanking> s_undatedRanking = new(() => new HybridTrainer().Train(s_undated.Matrix()));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Attributes_that_decide_make_the_order_better(bool dated)
    {
        RankingSplit split = dated
            ? RankingSplit.AtCutoff(s_dated.Matrix(), new DateTime(2024, 12, 1))
            : RankingSplit.LeaveOneOut(s_undated.Matrix());

        double with = Quality(split);
        double without = Quality(split.With(null, null));

        Assert.True(with > 1.05 * without, $"NDCG@10 is {with:0.0000} with attributes, {without:0.0000} without.");
    }

    [Fact]
    public void One_and_two_threads_learn_the_same_bits()
    {
        PurchaseMatrix purchases = s_dated.Matrix(withContacts: true);
        HybridRanking one = new HybridTrainer(new HybridOptions { MaxThreads = 1 }).Train(purchases);
        HybridRanking two = new HybridTrainer(new HybridOptions { MaxThreads = 2 }).Train(purchases);

        Assert.Equal(one.Warm.Terms, two.Warm.Terms);
        Assert.Equal(one.Attributes!.Terms, two.Attributes!.Terms);
        Assert.Equal(one.Propensity!.Propensity.Effects, two.Propensity!.Propensity.Effects);
        Assert.Equal(one.Notes, two.Notes);
        Assert.Contains(one.Weights, weight => weight is { Part: "propensity" } && weight.Weight != 0);
        Assert.Contains(one.Weights, weight => weight.Feature == "number of contacts" && weight.Weight != 0);
    }

    [Fact]
    public void Shuffling_the_future_changes_no_prediction_made_before_it()
    {
        DateTime now = new(2024, 12, 1);
        PurchaseHistory shuffled = PurchaseHistory.From(s_dated.Purchases.Select(purchase => purchase.Time < now ? purchase : purchase with
        {
            Customer = PlantedAttributes.Id((int.Parse(purchase.Customer![1..], System.Globalization.CultureInfo.InvariantCulture) + 1) % 500),
            Product = $"p{(int.Parse(purchase.Product[1..], System.Globalization.CultureInfo.InvariantCulture) + 5) % PlantedAttributes.Products:00}",
        }));
        var facts = CustomerTableFacts.Of(s_dated.Customers, s_dated.Contacts);
        PurchaseMatrix past = PurchaseMatrix.Of(s_dated.History, now).WithFacts(facts);
        PurchaseMatrix other = PurchaseMatrix.Of(shuffled, now).WithFacts(facts);
        HybridRanking before = new HybridTrainer().Train(past);
        HybridRanking after = new HybridTrainer().Train(other);

        Assert.NotEqual(Pairs(PurchaseMatrix.Of(s_dated.History)), Pairs(PurchaseMatrix.Of(shuffled)));
        for (int customer = 0; customer < past.Customers.Count; customer += 3)
        {
            int same = other.Customers.IndexOf(past.Customers[customer]);
            if (same < 0)
            {
                // Everything he bought came later, and is now another's.
                Assert.Equal(0, past[customer].Count);
                continue;
            }

            Assert.Equal(
                HybridTrainerTests.Best(before, past, customer).Select(offer => (past.Products[offer.Product], Math.Round(offer.Logit, 9))),
                HybridTrainerTests.Best(after, other, same).Select(offer => (other.Products[offer.Product], Math.Round(offer.Logit, 9))));
        }
    }

    [Fact]
    public void A_contact_that_comes_later_is_not_known_before()
    {
        var facts = CustomerTableFacts.Of(null, new CustomerContacts([new(new CustomerId("a"), new DateTime(2024, 5, 1), true), new(new CustomerId("a"), new DateTime(2024, 6, 1), false)]))!;
        double[] numbers = new double[3];

        facts.Read("a", new DateTime(2024, 5, 11), numbers);
        Assert.Equal([1, 1, 10], numbers);
        facts.Read("a", new DateTime(2024, 5, 1), numbers);
        Assert.Equal([0, 0, double.NaN], numbers);
        facts.Read("a", null, numbers);
        Assert.Equal([2, 1, double.NaN], numbers);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Contributions_sum_to_the_logit_and_taking_the_named_cause_away_lowers_it(bool dated)
    {
        (HybridRanking ranking, PurchaseMatrix purchases) = Of(dated);
        var causes = new HashSet<ScoreCause>();
        for (int customer = 0; customer < purchases.Customers.Count; customer += 11)
        {
            foreach (bool isNew in new[] { false, true })
            {
                CustomerPurchases who = isNew ? new CustomerPurchases([], [], [], [], purchases[customer].AsOf).WithFacts(purchases[customer].Facts) : purchases[customer];
                var best = new RankedProduct[4];
                foreach (RankedProduct offer in best[..ranking.Recommend(who, best)])
                {
                    HybridExplanation why = ranking.Explain(who, offer.Product);
                    Assert.Equal(offer.Logit, why.Contributions.Sum(contribution => contribution.Amount), 1e-9);
                    causes.Add(why.Reason.Cause);
                    if (why.Reason.Attribute is { } attribute)
                    {
                        Assert.Equal(ScoreCause.Attribute, why.Reason.Cause);
                        Assert.NotEqual("gender", attribute);
                        Assert.Equal(why.Reason.Effect, offer.Logit - ranking.LogitWithout(who, offer.Product, attribute), 1e-12);
                        Assert.True(why.Reason.Effect > 0);
                    }
                }
            }
        }

        Assert.Contains(ScoreCause.Attribute, causes);
    }

    [Theory]
    [InlineData(true, RankingStep.Trend)]
    [InlineData(false, RankingStep.Popularity)]
    public void The_chain_goes_from_all_to_nothing_and_names_its_step(bool dated, RankingStep last)
    {
        (HybridRanking ranking, PurchaseMatrix purchases) = Of(dated);
        CustomerPurchases known = purchases[purchases.Customers.IndexOf(PlantedAttributes.Id(3))];
        double[] nothing = [double.NaN, double.NaN, double.NaN];

        Assert.Equal(RankingStep.PurchasesAndAttributes, ranking.StepOf(known));
        Assert.Equal(RankingStep.Purchases, ranking.StepOf(known.WithFacts([])));
        Assert.Equal(RankingStep.Purchases, ranking.StepOf(known.WithFacts(nothing)));
        Assert.Equal(RankingStep.Attributes, ranking.StepOf(Nobody.WithFacts([0, 30, double.NaN])));
        Assert.Equal(last, ranking.StepOf(Nobody.WithFacts(nothing)));
        Assert.Equal(last, ranking.StepOf(Nobody));
        foreach (double[] facts in new double[][] { [], nothing, [0, 30, 0], [99, -1e9, 7], [double.NaN, double.MaxValue, 1] })
        {
            RequireFinite(ranking, Nobody.WithFacts(facts));
            RequireFinite(ranking, known.WithFacts(facts));
        }
    }

    [Fact]
    public void Customers_without_purchases_are_offered_what_suits_their_segment()
    {
        HybridRanking ranking = s_ranking.Value;
        PurchaseMatrix purchases = s_dated.Matrix();
        IReadOnlyList<string> segments = ranking.Features.Facts!.Columns[0].Levels;
        for (int segment = 0; segment < 3; segment++)
        {
            var best = new RankedProduct[4];
            ranking.Recommend(Nobody.WithFacts([segment, 40, double.NaN]), best);
            int[] own = [.. best.Select(offer => int.Parse(purchases.Products[offer.Product][1..], System.Globalization.CultureInfo.InvariantCulture) / 8)];

            Assert.True(own.Count(of => of == Array.IndexOf(["city", "coast", "hills"], segments[segment])) >= 3, $"{segments[segment]} is offered products of {string.Join(", ", own)}.");
            Assert.Equal(RankingStep.Attributes, ranking.Explain(Nobody.WithFacts([segment, 40, double.NaN]), best[0].Product).Reason.Step);
        }
    }

    [Fact]
    public void Facts_in_another_number_and_attributes_that_are_not_there_are_refused()
    {
        Assert.Throws<ArgumentException>(() => s_ranking.Value.Recommend(Nobody.WithFacts([1, 2]), new RankedProduct[3]));
        Assert.Contains("'size'", Assert.Throws<ArgumentException>(() => s_ranking.Value.LogitWithout(Nobody, 0, "size")).Message, StringComparison.Ordinal);
    }

    private static CustomerPurchases Nobody => new([], [], [], [], 0);

    private static (HybridRanking Ranking, PurchaseMatrix Purchases) Of(bool dated) => dated ? (s_ranking.Value, s_dated.Matrix()) : (s_undatedRanking.Value, s_undated.Matrix());

    private static List<string> Pairs(PurchaseMatrix purchases) =>
        [.. Enumerable.Range(0, purchases.Customers.Count).SelectMany(customer => purchases[customer].Products.ToArray().Select(product => $"{purchases.Customers[customer]} {purchases.Products[product]}"))];

    private static void RequireFinite(HybridRanking ranking, in CustomerPurchases who)
    {
        var best = new RankedProduct[10];
        int found = ranking.Recommend(who, best);
        Assert.True(found > 0);
        Assert.All(best[..found], offer => Assert.True(double.IsFinite(offer.Logit)));
    }

    private static double Quality(RankingSplit split)
    {
        HybridRanking ranking = new HybridTrainer().Train(split.Train);
        RankedLists lists = RankedLists.Of("hybrid", (customer, scores) => ranking.Score(split.Known[customer], scores), split.Known, split.Targets.Customers);
        return RankingReport.Of(lists, split.Known, split.Targets).Ndcg;
    }
}
