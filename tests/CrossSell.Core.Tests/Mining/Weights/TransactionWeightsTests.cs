using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class TransactionWeightsTests
{
    private static readonly DateTime Now = new(2024, 6, 30);

    private static readonly PurchaseHistory History = PurchaseHistory.From(
    [
        new Purchase { Customer = "1", Product = "a", Time = Now, Quantity = 2, Revenue = 10 },
        new Purchase { Customer = "1", Product = "b", Time = Now.AddDays(-60), Quantity = 1 },
        new Purchase { Customer = "2", Product = "a", Time = Now.AddDays(-30), Quantity = 3, Revenue = -4 },
        new Purchase { Customer = "3", Product = "b", Time = Now.AddDays(-90), Quantity = 5, Revenue = 7.5 },
        new Purchase { Customer = "4", Product = "c", Quantity = 1, Revenue = 1 },
    ]);

    [Fact]
    public void Age_halves_the_weight_at_each_half_life()
    {
        TransactionWeights weights = TransactionWeights.FromRecency(History, TransactionUnit.Customer, TimeSpan.FromDays(30), resolution: 0.125);
        Assert.Equal([8, 4, 1, 0], weights.Units.ToArray());
        TransactionWeights before = TransactionWeights.FromRecency(History, TransactionUnit.Customer, TimeSpan.FromDays(30), Now.AddDays(-30), resolution: 0.25);
        Assert.Equal([2, 4, 1, 0], before.Units.ToArray());
        Assert.Equal([2, 8, 4, 1, 0], TransactionWeights.FromRecency(History, TransactionUnit.Basket, TimeSpan.FromDays(30), resolution: 0.125).Units.ToArray());
    }

    [Fact]
    public void Pieces_revenue_and_margin_weigh_what_they_come_to()
    {
        ProductCatalog catalog = new([new Product { Id = new ProductId("a"), Margin = 1.5m }, new Product { Id = new ProductId("b"), Margin = -1 }]);
        Assert.Equal([3, 3, 5, 1], TransactionWeights.FromQuantity(History, TransactionUnit.Customer).Units.ToArray());
        Assert.Equal([20, 0, 15, 2], TransactionWeights.FromRevenue(History, TransactionUnit.Customer, 0.5).Units.ToArray());
        Assert.Equal([4, 9, 0, 0], TransactionWeights.FromMargin(History, TransactionUnit.Customer, catalog, 0.5).Units.ToArray());
    }

    [Fact]
    public void Whole_weights_stay_as_they_are_and_others_keep_a_thousandth() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).Select(value => value / 1000.0).ArrayOf().ToArbitrary(), values =>
        {
            TransactionWeights weights = TransactionWeights.FromValues(values);
            bool areWhole = values.All(value => value == Math.Floor(value));
            Assert.True(!areWhole || weights.Resolution == 1);
            double mean = values.Where(value => value > 0).DefaultIfEmpty(0).Average();
            for (int at = 0; at < values.Length; at++)
            {
                Assert.InRange(weights.Units[at] * weights.Resolution, values[at] - (weights.Resolution / 2), values[at] + (weights.Resolution / 2));
            }

            if (!areWhole)
            {
                Assert.InRange(mean / weights.Resolution, 512, 1024.0000001);
            }

            Assert.Equal(weights.Units.ToArray().Sum(), weights.Total);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Weights_too_large_for_exact_sums_are_coarsened_or_refused()
    {
        TransactionWeights weights = TransactionWeights.FromValues([3e9, 1e9, 2e9]);
        Assert.InRange(weights.Total, 3 * 512, 3 * 1024);
        Assert.Equal(3.0, weights.Units[0] / (double)weights.Units[1], 0.01);
        double[] many = new double[3_000_000];
        Array.Fill(many, 1.5);
        Assert.Equal(1 / 256.0, TransactionWeights.FromValues(many).Resolution);
        Assert.Contains("larger resolution", Assert.Throws<ArgumentException>(() => TransactionWeights.FromValues([3e9], 1)).Message, StringComparison.Ordinal);
        Assert.Contains("Transaction 1 weighs NaN", Assert.Throws<ArgumentException>(() => TransactionWeights.FromValues([1, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TransactionWeights.FromValues([-1]));
        Assert.Throws<ArgumentException>(() => TransactionWeights.FromValues([1], 0));
        Assert.Throws<ArgumentException>(() => TransactionWeights.FromRecency(History, TransactionUnit.Customer, TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => Baskets.Of("a").WithWeights(weights));
    }

    [Theory]
    [InlineData(new[] { 1e308, 1e308 })]
    [InlineData(new[] { double.MaxValue, double.MaxValue, double.MaxValue })]
    [InlineData(new[] { 1e308, 0.5e308, 0, 1.5e308 })]
    public void Weights_whose_sum_is_no_double_keep_their_proportions(double[] values)
    {
        TransactionWeights weights = TransactionWeights.FromValues(values);
        Assert.True(double.IsFinite(weights.Resolution), $"The resolution is {weights.Resolution}.");
        Assert.InRange(weights.Total / (double)values.Count(value => value > 0), 512, 1024);
        Assert.Equal(values.Select(value => Math.Round(value / weights.Resolution)), weights.Units.ToArray().Select(units => (double)units));
        Assert.Equal(values[0] / values[1], weights.Units[0] / (double)weights.Units[1], 0.01);
    }

    [Fact]
    public void The_effective_size_is_the_count_for_equal_weights_and_one_for_a_single_one()
    {
        Assert.Equal(4, TransactionWeights.FromValues([5, 5, 5, 5]).EffectiveSampleSize);
        Assert.Equal(1, TransactionWeights.FromValues([0, 9, 0]).EffectiveSampleSize);
        Assert.Equal(0, TransactionWeights.FromValues([]).EffectiveSampleSize);
        Assert.Equal(new RuleCounts(1, 1, 0, 2), TransactionWeights.FromValues([5, 5, 5, 5]).ToEffective(new RuleCounts(5, 5, 0, 10)));
    }

    [Fact]
    public void Values_of_rules_are_those_of_the_rows_that_match() =>
        Prop.ForAll(
            (from customer in Gen.Choose(0, 6) from product in Gen.Choose(0, 3) from quantity in Gen.Choose(1, 4) from revenue in Gen.Choose(-1, 9)
             select (customer, product, quantity, revenue)).ArrayOf().Resize(40).ToArbitrary(),
            drawn =>
            {
                PurchaseHistory history = PurchaseHistory.From(drawn.Select(row => new Purchase
                {
                    Customer = $"c{row.customer}", Product = $"p{row.product}", Quantity = row.quantity, Revenue = row.revenue < 0 ? null : row.revenue,
                }));
                ProductCatalog catalog = new([new Product { Id = new ProductId("p0"), Margin = 2 }, new Product { Id = new ProductId("p1"), Margin = 3 }]);
                RuleSet rules = RuleMiner.Mine(
                    Transactions.From(history, TransactionUnit.Customer),
                    new RuleOptions { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0, MaxConsequent = 2 });
                IReadOnlyList<RuleValue> values = RuleValues.Sum(rules, history, TransactionUnit.Customer, catalog);
                for (int place = 0; place < rules.Count; place++)
                {
                    string[] consequent = [.. rules[place].Consequent];
                    var matching = drawn.GroupBy(row => row.customer)
                        .Where(rows => rules[place].Antecedent.Concat(consequent).All(id => rows.Any(row => $"p{row.product}" == id))).ToArray();
                    var bought = matching.SelectMany(rows => rows).Where(row => consequent.Contains($"p{row.product}")).ToArray();
                    Assert.Equal(matching.Length, values[place].Transactions);
                    Assert.Equal(rules[place].Counts.N11, values[place].Transactions);
                    Assert.Equal(bought.Sum(row => row.quantity), values[place].Quantity);
                    Assert.Equal(bought.Any(row => row.revenue >= 0) ? bought.Where(row => row.revenue >= 0).Sum(row => row.revenue) : null, (int?)values[place].Revenue);
                    Assert.Equal(bought.Any(row => row.product < 2) ? bought.Where(row => row.product < 2).Sum(row => (2 + row.product) * row.quantity) : null, (int?)values[place].Margin);
                    Assert.Equal(values[place].Quantity / matching.Length, values[place].MeanQuantity);
                }
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void A_rule_about_an_unknown_product_has_no_value()
    {
        RuleSet rules = RuleMiner.Mine(Baskets.Of("a x", "a x"), new RuleOptions { MinSupport = SupportThreshold.FromCount(1) });
        Assert.Contains("'x', which is no product", Assert.Throws<ArgumentException>(
            () => RuleValues.Sum(rules, History, TransactionUnit.Customer)).Message, StringComparison.Ordinal);
    }
}
