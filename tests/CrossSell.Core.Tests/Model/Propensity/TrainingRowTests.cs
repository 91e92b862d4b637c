using CrossSell.Mining;

namespace CrossSell.Core.Tests.Model.Propensity;

/// <summary>The rows that a trainer is given: who could buy what at a snapshot, who did, and what the rules of that time said.</summary>
public sealed class TrainingRowTests
{
    private static readonly DateTime s_snapshot = new(2025, 7, 1);

    [Fact]
    public void Outcomes_are_open_bought_or_not_open()
    {
        ProductTrainingRows rows = Rows(
            [
                Bought("c", "held", new(2025, 1, 1)),
                Bought("c", "ended", new(2025, 1, 1), until: s_snapshot),
                Bought("c", "ended", new(2025, 8, 1)),
                Bought("c", "trip", new(2025, 2, 1)),
                Bought("c", "trip", new(2025, 7, 1)),
                Bought("c", "beyond", new(2025, 12, 30)),
                Bought("c", "held", new(2025, 9, 1)),
                Bought("late", "trip", new(2025, 9, 1)),
            ],
            new ProductCatalog([.. new[] { "held", "ended", "trip", "beyond", "never" }.Select(id => new Product { Id = new ProductId(id), Kind = id == "trip" ? ProductKind.Repurchasable : ProductKind.Held })]));

        Assert.Equal(["c"], Enumerable.Range(0, rows.Count).Select(rows.Customers.Key));
        Assert.Equal([null, true, true, false, false], Enumerable.Range(0, 5).Select(p => rows.Bought(0, p)));
    }

    [Fact]
    public void Rules_are_those_of_the_time_before_the_snapshot()
    {
        // Before: of 4 with a, 1 has b. After: the other three buy b too, so that the rule of today says 1.
        Purchase[] purchases =
        [
            .. Enumerable.Range(0, 4).Select(c => Bought($"c{c}", "a", new(2025, 1, 1))), Bought("c0", "b", new(2025, 2, 1)), Bought("x", "z", new(2025, 2, 1)),
            .. Enumerable.Range(1, 3).Select(c => Bought($"c{c}", "b", new(2025, 8, 1))),
        ];

        ProductTrainingRows rows = Rows(purchases, ProductCatalog.Empty);

        Assert.Equal(5, rows.Count);
        Assert.Equal("b", rows.Products[1].Id.Value);
        Assert.Equal(0.25, rows.RuleScore(1, 1));
        Assert.Equal(0.2, rows.RuleScore(4, 1));
        Assert.True(rows.Bought(1, 1));
    }

    [Fact]
    public void Without_times_each_product_is_taken_away_in_turn_and_is_the_answer()
    {
        var trainer = new GivenWeights(PropensityLink.NextProduct, withRules: false);
        new CrossSellPipelineBuilder().EstimatePropensity(trainer).Build().Fit(PurchaseHistory.From(
            [.. Enumerable.Range(0, 30).SelectMany(c => new[] { Bought($"c{c:00}", "a", null), Bought($"c{c:00}", "b", null) }), Bought("single", "a", null)]));

        ProductTrainingRows rows = trainer.Rows!;
        Assert.Null(rows.Plan);
        Assert.Equal(60, rows.Count);
        Assert.Equal((true, null), (rows.Bought(0, 0), rows.Bought(0, 1)));
        Assert.Equal((null, true), (rows.Bought(1, 0), rows.Bought(1, 1)));
        Assert.True(rows.Customers.TryGetColumn("has a", out CustomerColumn? a));
        Assert.Equal([0.0, 1.0], a.Numbers[..2].ToArray());
        Assert.Throws<InvalidOperationException>(() => rows.RuleScore(0, 0));
    }

    [Fact]
    public void Nobody_to_learn_from_is_said()
    {
        PurchaseHistory anonymous = PurchaseHistory.From([new Purchase { Product = "a", Basket = "1" }]);

        Assert.Contains("no customers", Assert.Throws<PropensityTrainingException>(() => new CrossSellPipelineBuilder().EstimatePropensity(new GivenWeights()).Build().Fit(anonymous)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_snapshots_are_checked_with_the_others()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new CrossSellPipelineBuilder()
            .MineRules(rules => rules.MaxLength = 1).EstimatePropensity(new GivenWeights(), snapshots => snapshots.Horizon = TimeSpan.FromDays(-1)).Build());

        Assert.Contains("MaxLength", error.Message, StringComparison.Ordinal);
        Assert.Contains("Horizon", error.Message, StringComparison.Ordinal);
    }

    private static ProductTrainingRows Rows(Purchase[] purchases, ProductCatalog catalog)
    {
        var trainer = new GivenWeights();
        new CrossSellPipelineBuilder()
            .MineRules(rules => rules.MinSupport = SupportThreshold.FromCount(1))
            .EstimatePropensity(trainer, snapshots =>
            {
                snapshots.Snapshots = [s_snapshot];
                snapshots.Horizon = TimeSpan.FromDays(100);
            })
            .Build()
            .Fit(PurchaseHistory.From(purchases), catalog);
        return trainer.Rows!;
    }

    private static Purchase Bought(string customer, string product, DateTime? time, DateTime? until = null) => new() { Customer = customer, Product = product, Time = time, HeldUntil = until };
}
