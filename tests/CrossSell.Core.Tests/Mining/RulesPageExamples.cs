using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining;

/// <summary>The examples of docs/rules.md, run.</summary>
public class RulesPageExamples
{
    private static readonly DateTime Start = new(2024, 1, 1);

    // Every customer buys a phone; three of four a case within the month; one in two a tablet, who never buys a watch.
    private static readonly PurchaseHistory History = PurchaseHistory.From(
        Enumerable.Range(0, 40).SelectMany(i => new[]
        {
            Bought(i, "phone", i),
            Bought(i, i % 4 == 0 ? "charger" : "case", i + 3),
            Bought(i, i % 2 == 0 ? "tablet" : "watch", i + 60),
        }));

    private static readonly ProductCatalog Catalog = new(new[]
    {
        ("phone", "Devices/Phones", 40m), ("case", "Extras/Covers", 9m), ("charger", "Extras/Power", 6m), ("tablet", "Devices/Tablets", 60m), ("watch", "Devices/Watches", 35m),
    }.Select(row => new Product { Id = new ProductId(row.Item1), Category = row.Item2, Margin = row.Item3 }));

    private static readonly PurchaseHistory history = History;
    private static readonly ProductCatalog catalog = Catalog;

    [Fact]
    public void Directed()
    {
        #region directed
        DirectedRuleSet rules = DirectedRuleMiner.Mine(history, new DirectedRuleOptions
        {
            Window = TimeSpan.FromDays(30),
            WholeDays = true,
            MinSupport = SupportThreshold.FromShare(0.05m),
        });
        foreach (DirectedRule rule in rules)
        {
            Console.WriteLine($"{rule.Antecedent} -> {rule.Consequent}: {rule.Confidence:P0}, after {rule.MedianDays:0} days, asymmetry {rule.OrderAsymmetry:0.0}");
        }
        #endregion

        DirectedRule first = rules.Single(rule => rule.Consequent == "case");
        Assert.Equal("phone", first.Antecedent);
        Assert.Equal(0.75, first.Confidence);
        Assert.Equal(3, first.MedianDays);
        Assert.Equal(40, first.Counts.N);
    }

    [Fact]
    public void Sequential()
    {
        #region sequential
        SequenceDatabase sequences = SequenceDatabase.From(history, SequenceUnit.Day);
        SequentialRuleSet rules = SequentialRuleMiner.Mine(sequences, new SequentialRuleOptions
        {
            MinSupport = SupportThreshold.FromShare(0.2m),
            MinConfidence = 0.3m,
            Window = TimeSpan.FromDays(90),
        });
        #endregion

        Assert.Contains("{case, phone} ==> {watch} (confidence 0.67, lift 1.33, count 20)", rules.Select(rule => rule.ToString()));
    }

    [Fact]
    public void Generalized()
    {
        Transactions baskets = Transactions.From(history, TransactionUnit.Customer);

        #region generalized
        ProductHierarchy hierarchy = ProductHierarchy.FromCatalog(catalog, separator: '/');
        RuleSet rules = GeneralizedRuleMiner.Mine(baskets, hierarchy, new GeneralizedRuleOptions
        {
            Rules = new RuleOptions { MinSupport = SupportThreshold.FromShare(0.1m), MinConfidence = 0.3m },
            MinInterest = 1.1,
        });
        #endregion

        Assert.Contains(rules, rule => rule.Antecedent.Contains("Devices*"));
        Assert.DoesNotContain(rules, rule => rule.Antecedent.Contains("Devices*") && rule.Consequent.Contains("phone"));
    }

    [Fact]
    public void Weighted()
    {
        #region weighted
        Transactions baskets = Transactions.From(history, TransactionUnit.Basket);
        TransactionWeights weights = TransactionWeights.FromRecency(history, TransactionUnit.Basket, halfLife: TimeSpan.FromDays(180));
        RuleSet rules = RuleMiner.Mine(baskets.WithWeights(weights), new RuleOptions { MinSupport = SupportThreshold.FromShare(0.01m) });
        #endregion

        Assert.Equal(weights.Total, rules.TransactionCount);
    }

    [Fact]
    public void Values()
    {
        Transactions customers = Transactions.From(history, TransactionUnit.Customer);

        #region values
        RuleSet rules = RuleMiner.Mine(customers, new RuleOptions { MinConfidence = 0.5m });
        IReadOnlyList<RuleValue> values = RuleValues.Sum(rules, history, TransactionUnit.Customer, catalog);
        foreach ((AssociationRule rule, RuleValue value) in rules.Zip(values).OrderByDescending(pair => pair.Second.Margin))
        {
            Console.WriteLine($"{rule}: {value.Margin:0} earned, {value.MeanMargin:0.00} each");
        }
        #endregion

        Assert.Equal(30 * 9, values[rules.ToList().FindIndex(rule => rule.ToString().StartsWith("{phone} => {case}", StringComparison.Ordinal))].Margin);
    }

    [Fact]
    public void Negative()
    {
        Transactions customers = Transactions.From(history, TransactionUnit.Customer);

        #region negative
        NegativeRuleSet rules = NegativeRuleMiner.Mine(customers, new NegativeRuleOptions { MaxLift = 0.5, MaxPValue = 0.01 });
        foreach (NegativeRule rule in rules)
        {
            Console.WriteLine($"{rule}, p = {rule.AdjustedPValue:0.000} after {rules.TestCount} tests");
        }
        #endregion

        Assert.Contains(rules, rule => rule.Absent == "watch" && rule.Antecedent.Single() == "tablet");
    }

    [Fact]
    public void Unknown()
    {
        double?[] ages = [.. Enumerable.Range(0, 40).Select(i => i % 5 == 0 ? null : (double?)(20 + (i % 2 * 30)))];
        string?[] homes = [.. Enumerable.Range(0, 40).Select(i => i % 3 == 0 ? null : "rented")];

        #region unknown
        AttributeTable table = AttributeTable.Create(
            [AttributeColumn.Binned("age", ages, 18, 30, 65), AttributeColumn.Categorical("home", homes)],
            Transactions.From(history, TransactionUnit.Customer));
        AttributeRuleSet rules = AttributeRuleMiner.Mine(table, new AttributeRuleOptions { MinRepresentativity = 0.6m });
        foreach (AttributeRule rule in rules)
        {
            Console.WriteLine($"{rule}, known of {rule.Representativity:P0}");
        }
        #endregion

        AttributeRule young = rules.Single(rule => rule.Antecedent.SequenceEqual(["age=[18,30)"]) && rule.Consequent.SequenceEqual(["tablet"]));
        Assert.Equal(0.8, young.Representativity);
        Assert.Equal(1.0, young.Confidence);
    }

    private static Purchase Bought(int customer, string product, int day) =>
        new() { Customer = $"C{customer}", Product = product, Time = Start.AddDays(day), Quantity = 1, Revenue = 10 };
}
