using CrossSell.Mining;

namespace CrossSell.Core.Tests.Model;

public sealed class PipelineTests
{
    [Fact]
    public void Every_wrong_setting_is_named_in_one_error()
    {
        CrossSellPipelineBuilder builder = new CrossSellPipelineBuilder().MineRules(rules =>
        {
            rules.Unit = (TransactionUnit)7;
            rules.MinConfidence = 1.5m;
            rules.MinLift = double.NaN;
            rules.MaxLength = 1;
            rules.MaxThreads = 0;
        });

        ArgumentException error = Assert.Throws<ArgumentException>(builder.Build);

        Assert.Equal(
            "The pipeline cannot be built. Unit is 7; it must be null, Customer or Basket. MinConfidence is 1.5; it must be from 0 to 1. "
            + "MinLift is NaN; it must be a finite number, 0 or more. MaxLength is 1; it must be 2 or more, since a rule has an antecedent and a consequent. "
            + "MaxThreads is 0; it must be null or 1 or more.",
            error.Message);
    }

    [Fact]
    public void A_builder_is_used_once()
    {
        var builder = new CrossSellPipelineBuilder();
        _ = builder.Build();

        Assert.Throws<InvalidOperationException>(builder.Build);
        Assert.Throws<InvalidOperationException>(() => builder.MineRules());
    }

    [Fact]
    public void Settings_changed_after_the_build_change_nothing()
    {
        ModelRuleOptions? kept = null;
        CrossSellPipeline pipeline = new CrossSellPipelineBuilder().MineRules(o =>
        {
            o.MinSupport = SupportThreshold.FromCount(2);
            kept = o;
        }).Build();

        kept!.MinSupport = SupportThreshold.FromCount(1_000);

        Assert.True(pipeline.Fit(SmallMarket.Insurance()).RuleCount > 0);
    }

    [Fact]
    public void Rules_are_counted_by_customer_where_there_are_customers_and_by_basket_where_there_are_none()
    {
        var baskets = new PurchaseHistoryBuilder();
        for (int i = 0; i < 20; i++)
        {
            baskets.AddBasket(["charcoal", "sausages"]);
        }

        CrossSellPipeline pipeline = new CrossSellPipelineBuilder().Build();

        Assert.Equal(TransactionUnit.Customer, pipeline.Fit(SmallMarket.Insurance()).Unit);
        CrossSellModel byBasket = pipeline.Fit(baskets.Build());
        Assert.Equal((TransactionUnit.Basket, 20), (byBasket.Unit, byBasket.TransactionCount));
    }

    [Fact]
    public void Counting_by_customer_without_customers_is_refused_with_the_remedy()
    {
        var baskets = new PurchaseHistoryBuilder();
        baskets.AddBasket(["charcoal"]);
        CrossSellPipeline pipeline = new CrossSellPipelineBuilder().MineRules(o => o.Unit = TransactionUnit.Customer).Build();

        ArgumentException error = Assert.Throws<ArgumentException>(() => pipeline.Fit(baskets.Build()));

        Assert.Contains("count them by basket", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_history_gives_a_model_that_offers_nothing()
    {
        CrossSellModel model = new CrossSellPipelineBuilder().Build().Fit(new PurchaseHistoryBuilder().Build());

        Assert.Empty(model.Recommend(new CustomerId("anyone"), 3));
        Assert.Empty(model.RecommendAll(3));
    }

    [Fact]
    public void The_automatic_minimum_support_keeps_a_crowded_history_small_and_finds_the_rules_of_a_plain_one()
    {
        // 400 customers who each have eight of nine of 160 products: at 10 customers all 682,080 itemsets of up to three products are frequent.
        PurchaseHistory crowded = PurchaseHistory.From(Enumerable.Range(0, 400).SelectMany(c => Enumerable.Range(0, 160)
            .Where(p => (c + p) % 9 != 0)
            .Select(p => new Purchase { Customer = $"C{c}", Product = $"p{p}" })));

        CrossSellModel model = new CrossSellPipelineBuilder().Build().Fit(crowded);

        Assert.InRange(model.RuleCount, 0, 3 * 300_000);
        Assert.Equal(10, AutomaticSupport.Find(Transactions.From(SmallMarket.Insurance(), TransactionUnit.Customer), 3, maxThreads: null, CancellationToken.None).ToCount(20));
        Assert.True(AutomaticSupport.Find(Transactions.From(crowded, TransactionUnit.Customer), 3, maxThreads: null, CancellationToken.None).ToCount(400) > 10);
    }
}
