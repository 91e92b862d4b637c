using Xunit.Abstractions;

namespace CrossSell.ML.Tests.Products;

public sealed class ProductPropensityTests(ITestOutputHelper output)
{
    private static readonly Lazy<(LaterYear Year, CrossSellModel Model)> s_fitted = new(() =>
    {
        var year = new LaterYear(customers: 3_000, seed: 11);
        return (year, Fit(year));
    });

    [Fact]
    public void It_beats_rules_popularity_and_the_later_years_own_base_rates()
    {
        (LaterYear year, CrossSellModel model) = s_fitted.Value;
        CrossSellModel rules = new CrossSellPipelineBuilder().Build().Fit(year.Past, LaterYear.Catalog);
        CrossSellModel popularity = new CrossSellPipelineBuilder().MineRules(r => r.MinSupport = Mining.SupportThreshold.FromCount(1_000_000)).Build().Fit(year.Past, LaterYear.Catalog);

        var learned = year.Judge(model);
        var byRules = year.Judge(rules);
        var byPopularity = year.Judge(popularity);

        output.WriteLine($"learned {learned}\nrules {byRules}\npopularity {byPopularity}\n{string.Join('\n', model.Propensity!.Notes)}");
        Assert.Equal(0, popularity.RuleCount);
        Assert.True(learned.LogLoss < 0.97 * learned.BaseLoss);
        Assert.True(learned.LogLoss < 0.5 * byRules.LogLoss);
        Assert.True(learned.LogLoss < 0.7 * byPopularity.LogLoss);
        Assert.True(learned.HitAt1 > byRules.HitAt1 + 0.02);
        Assert.True(learned.HitAt1 > byPopularity.HitAt1 + 0.02);
    }

    [Fact]
    public void What_is_expected_is_what_comes_in_the_large()
    {
        (LaterYear year, CrossSellModel model) = s_fitted.Value;
        double expected = 0;
        int came = 0;
        foreach (CustomerRecommendations customer in model.RecommendAll(100).Where(c => year.Past.PurchasesOf(c.Customer).Count > 0))
        {
            HashSet<string> bought = [.. year.History.PurchasesOf(customer.Customer).Where(p => p.Time >= LaterYear.Cut).Select(p => p.Product)];
            expected += customer.Offers.Sum(offer => offer.Score);
            came += customer.Offers.Count(offer => bought.Contains(offer.Product.Value));
        }

        output.WriteLine($"expected {expected}, came {came}");
        Assert.InRange(expected / came, 0.8, 1.2);
    }

    [Fact]
    public void Contributions_add_up_to_the_logit_and_the_loaded_model_scores_the_same()
    {
        (LaterYear year, CrossSellModel model) = s_fitted.Value;
        byte[] bytes = model.ToBytes();
        CrossSellModel loaded = CrossSellModel.FromBytes(bytes).Bind(year.Past, year.Customers);

        Assert.Equal(bytes, loaded.ToBytes());
        foreach (string id in year.Past.Customers.Take(50))
        {
            var customer = new CustomerId(id);
            IReadOnlyList<Recommendation> offers = model.Recommend(customer, 5);
            Assert.Equal(offers.Select(o => (o.Product, o.Score)), loaded.Recommend(customer, 5).Select(o => (o.Product, o.Score)));
            foreach (Recommendation offer in offers)
            {
                OfferExplanation why = model.Explain(customer, offer.Product);
                Assert.Equal(why.Logit, why.BaseLogit + why.Contributions.Sum(c => c.Contribution), 1e-12);
                Assert.Equal(offer.Score, why.Probability, 1e-12);
            }
        }
    }

    [Fact]
    public void Neither_threads_nor_the_order_of_purchases_change_a_byte()
    {
        var year = new LaterYear(customers: 800, seed: 3);
        Purchase[] purchases = [.. Enumerable.Range(0, year.Past.Count).Select(year.Past.PurchaseAt)];
        byte[] bytes = Bytes(purchases, threads: 1);

        Assert.Equal(bytes, Bytes(purchases, threads: 2));
        Assert.Equal(bytes, Bytes([.. purchases.Reverse()], threads: 2));

        byte[] Bytes(Purchase[] rows, int threads) => new CrossSellPipelineBuilder()
            .EstimatePropensity(new ProductPropensityTrainer(new ProductPropensityOptions { MaxThreads = threads })).Build()
            .Fit(PurchaseHistory.From(rows), LaterYear.Catalog, year.Customers).ToBytes();
    }

    [Fact]
    public void A_product_that_few_bought_gets_its_base_rate_and_the_notes_say_so()
    {
        (LaterYear year, _) = s_fitted.Value;
        CrossSellModel model = Fit(year, minBuyers: 250);
        ProductPropensityFacts[] rare = [.. model.Propensity!.Products.Where(fact => !fact.IsLearned)];

        Assert.NotEmpty(rare);
        Assert.Contains(model.Propensity.Notes, note => note.Contains($"'{rare[0].Product}' has {rare[0].Buyers} buyers", StringComparison.Ordinal));
        Assert.All(year.Past.Customers.Take(20), id =>
        {
            OfferExplanation why = model.Explain(new CustomerId(id), rare[0].Product);
            Assert.Equal((rare[0].Buyers + 0.5) / (rare[0].Candidates + 1), why.Probability, 1e-12);
            Assert.Empty(why.Contributions);
        });
    }

    [Fact]
    public void Protected_columns_are_learned_from_only_when_switched_on()
    {
        var year = new LaterYear(customers: 800, seed: 3);
        CustomerTable marked = new CustomerTableBuilder().WithKeys(Enumerable.Range(0, year.Customers.Count).Select(row => year.Customers.Key(row)!))
            .AddNumeric("age", year.Customers.TryGetColumn("age", out CustomerColumn? age) ? age.Numbers : []).Protect("age").Build();

        Assert.DoesNotContain("age", Fields(useProtected: false));
        Assert.Contains("age", Fields(useProtected: true));

        IEnumerable<string> Fields(bool useProtected) => new CrossSellPipelineBuilder()
            .EstimatePropensity(new ProductPropensityTrainer(new ProductPropensityOptions { UseProtected = useProtected })).Build()
            .Fit(year.Past, LaterYear.Catalog, marked).Propensity!.Fields.Select(field => field.Name);
    }

    [Fact]
    public void Without_times_the_product_taken_away_is_found_more_often_than_by_rules_or_popularity()
    {
        var year = new LaterYear(customers: 1_500, seed: 5, withTimes: false);
        string[] ids = [.. year.History.Customers];
        HashSet<string> held = [.. ids.Where((_, i) => i % 4 == 0)];
        PurchaseHistory training = year.History.WithoutCustomers(held.Select(id => new CustomerId(id)));
        CrossSellModel model = new CrossSellPipelineBuilder().EstimatePropensity(new ProductPropensityTrainer()).Build().Fit(training, LaterYear.Catalog, year.Customers);
        CrossSellModel rules = new CrossSellPipelineBuilder().Build().Fit(training, LaterYear.Catalog);
        var hits = (Learned: 0, Rules: 0, Popularity: 0, Of: 0);
        ProductId[] popular = [.. rules.RecommendWith([], 100).Select(o => o.Product)];
        for (int turn = 0; turn < 3; turn++)
        {
            Dictionary<string, string> away = [];
            var rest = new List<Purchase>();
            foreach (string id in held)
            {
                Purchase[] own = [.. year.History.PurchasesOf(new CustomerId(id)).DistinctBy(p => p.Product)];
                if (own.Length > 3)
                {
                    away.Add(id, own[turn].Product);
                    rest.AddRange(own.Where((_, i) => i != turn));
                }
            }

            PurchaseHistory asked = PurchaseHistory.From(rest);
            CrossSellModel bound = model.Bind(asked, year.Customers);
            CrossSellModel boundRules = rules.Bind(asked);
            foreach ((string id, string product) in away)
            {
                var customer = new CustomerId(id);
                HashSet<string> own = [.. asked.PurchasesOf(customer).Select(p => p.Product)];
                hits.Of++;
                hits.Learned += bound.Recommend(customer, 1)[0].Product.Value == product ? 1 : 0;
                hits.Rules += boundRules.Recommend(customer, 1)[0].Product.Value == product ? 1 : 0;
                hits.Popularity += popular.First(p => !own.Contains(p.Value)).Value == product ? 1 : 0;
            }
        }

        output.WriteLine($"{hits}\n{string.Join('\n', model.Propensity!.Notes)}");
        Assert.Equal(PropensityLink.NextProduct, model.Propensity!.Link);
        Assert.True(hits.Learned > hits.Rules + (0.03 * hits.Of));
        Assert.True(hits.Learned > hits.Popularity + (0.1 * hits.Of));
    }

    [Fact]
    public void What_cannot_be_learned_is_said()
    {
        PurchaseHistory few = PurchaseHistory.From(Enumerable.Range(0, 60).Select(i => new Purchase { Customer = $"c{i % 20}", Product = $"p{i % 3}", Time = new DateTime(2024, 1, 1).AddDays(i * 7) }));

        Assert.Contains("No product has 30 buyers", Assert.Throws<PropensityTrainingException>(() => new CrossSellPipelineBuilder().EstimatePropensity(new ProductPropensityTrainer()).Build().Fit(few)).Message, StringComparison.Ordinal);
        Assert.Contains("MinBuyers is 0", Assert.Throws<ArgumentException>(() => new CrossSellPipelineBuilder().EstimatePropensity(new ProductPropensityTrainer(new ProductPropensityOptions { MinBuyers = 0 })).Build().Fit(few)).Message, StringComparison.Ordinal);
    }

    private static CrossSellModel Fit(LaterYear year, int minBuyers = 30) => new CrossSellPipelineBuilder()
        .EstimatePropensity(new ProductPropensityTrainer(new ProductPropensityOptions { MinBuyers = minBuyers }))
        .Build()
        .Fit(year.Past, LaterYear.Catalog, year.Customers);
}
