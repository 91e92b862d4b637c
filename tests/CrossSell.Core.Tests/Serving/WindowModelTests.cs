using CrossSell.Core.Tests.Model;
using CrossSell.Core.Tests.Model.Propensity;
using CrossSell.Mining;

namespace CrossSell.Core.Tests.Serving;

/// <summary>A model whose rules come from a living window, against one that is fitted on the same baskets.</summary>
public sealed class WindowModelTests
{
    private static readonly string[] s_products = [.. Enumerable.Range(0, 14).Select(p => $"p{p}")];

    [Fact]
    public void Rules_of_a_window_make_the_model_that_fitting_its_baskets_makes_byte_for_byte()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            List<string[]>[] days = [.. Enumerable.Range(0, 5).Select(_ => Day(random))];
            var window = new SlidingWindowMiner(new WindowOptions { MinSupport = SupportThreshold.FromShare(0.02m), MaxLength = 3, LeastPartCount = 2 });
            CrossSellModel model = Fit(days[0]);
            for (int day = 0; day < days.Length; day++)
            {
                window.Append($"day {day}", Transactions.Create(days[day]));
                if (day >= 3)
                {
                    window.Remove($"day {day - 3}");
                }

                model = model.WithRulesOf(window, Options());

                Assert.Equal(Fit([.. days[Math.Max(0, day - 2)..(day + 1)].SelectMany(baskets => baskets)]).ToBytes(), model.ToBytes());
            }
        }
    }

    [Fact]
    public void Products_that_the_model_does_not_know_are_left_out_and_the_binding_stays()
    {
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance());
        var window = new SlidingWindowMiner();
        window.Append("now", Transactions.Create([.. Enumerable.Repeat<string[]>(["building", "liability", "yacht"], 9), ["building"]]));

        CrossSellModel fresh = model.WithRulesOf(window);

        Assert.Equal(model.Products, fresh.Products);
        Assert.Same(model.History, fresh.History);
        Assert.Equal(10, fresh.TransactionCount);
        Assert.Equal("{building} => {liability} (confidence 0.9, lift 1, 9 of 10)", fresh.Recommend(new CustomerId("C-01"), 1)[0].Rule!.ToString());
        Assert.All(Enumerable.Range(0, fresh.RuleCount), rule => Assert.DoesNotContain("yacht", fresh.RuleAt(rule).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_window_does_not_keep_is_refused()
    {
        CrossSellModel model = SmallMarket.Model(SmallMarket.Insurance());
        var window = new SlidingWindowMiner(new WindowOptions { MaxLength = 2 });

        Assert.Throws<ArgumentException>(() => model.WithRulesOf(window, new ModelRuleOptions { MaxLength = 3 }));
        Assert.Throws<ArgumentException>(() => model.WithRulesOf(window, new ModelRuleOptions { MaxLength = 1 }));
        Assert.Equal(0, model.WithRulesOf(window, new ModelRuleOptions { MaxLength = 2 }).RuleCount);
    }

    [Fact]
    public void Learned_probabilities_count_the_new_rules()
    {
        CrossSellModel model = new CrossSellPipelineBuilder().MineRules(rules => rules.MinSupport = SupportThreshold.FromCount(2)).EstimatePropensity(new GivenWeights()).Build().Fit(SmallMarket.Insurance());
        var window = new SlidingWindowMiner(new WindowOptions { MaxLength = 3 });
        window.Append("now", Transactions.Create([.. Enumerable.Repeat<string[]>(["building", "liability"], 9), ["building"], ["household"]]));

        CrossSellModel fresh = model.WithRulesOf(window);

        Assert.NotEqual(model.Recommend(new CustomerId("C-01"), 1)[0].Score, fresh.Recommend(new CustomerId("C-01"), 1)[0].Score);
        Assert.Equal(fresh.ToBytes(), CrossSellModel.FromBytes(fresh.ToBytes()).ToBytes());
    }

    private static List<string[]> Day(Random random) =>
        [.. s_products.Select(id => new[] { id }), .. Enumerable.Range(0, 60).Select(_ => s_products.Where(_ => random.Next(4) == 0).Append(s_products[random.Next(s_products.Length)]).Distinct().ToArray())];

    private static CrossSellModel Fit(IReadOnlyList<string[]> baskets)
    {
        var builder = new PurchaseHistoryBuilder();
        foreach (string[] basket in baskets)
        {
            builder.AddBasket(basket);
        }

        return new CrossSellPipelineBuilder().MineRules(rules => Set(rules)).Build().Fit(builder.Build());
    }

    private static ModelRuleOptions Options()
    {
        var options = new ModelRuleOptions();
        Set(options);
        return options;
    }

    private static void Set(ModelRuleOptions options)
    {
        options.MinSupport = SupportThreshold.FromShare(0.02m);
        options.Unit = TransactionUnit.Basket;
    }
}
