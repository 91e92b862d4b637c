using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining;

/// <summary>The examples of docs/mining.md, run.</summary>
public class MiningPageExamples
{
    // Beer goes with crisps, bread with butter or eggs, and with butter always when milk is there; jam with anything.
    private static readonly Transactions baskets = Transactions.Create(Enumerable.Range(0, 120).Select(i =>
    {
        List<string> basket = i % 3 == 0 ? ["beer", "crisps"] : i % 6 == 5 ? ["bread", "eggs"] : ["bread", "butter"];
        if (i % 4 == 1)
        {
            basket.Add("jam");
        }

        if (i % 2 == 0)
        {
            basket.Add("milk");
        }

        return (IReadOnlyCollection<string>)basket;
    }));

    [Fact]
    public void Rules()
    {
        #region rules
        RuleSet rules = RuleMiner.Mine(baskets, new RuleOptions { MinSupport = SupportThreshold.FromCount(20), MinConfidence = 0.6m });
        foreach (AssociationRule rule in rules)
        {
            Console.WriteLine($"{rule}, leverage {rule.Measure(RuleMeasures.Leverage):0.000}");
        }
        #endregion

        Assert.Equal("{beer} => {crisps} (confidence 1, lift 3, count 40)", rules[0].ToString());
    }

    [Fact]
    public void Wanted()
    {
        #region wanted
        RuleOptions wanted = new()
        {
            MinSupport = SupportThreshold.FromCount(5),
            MinConfidence = 0.2m,
            MaxAntecedent = 2,
            Items = ItemFilter.Except("milk"),
            ConsequentItems = ItemFilter.Only("butter", "crisps"),
        };
        RuleSet rules = RuleMiner.Mine(baskets, wanted.Require(RuleMeasures.Lift, atLeast: 1.2));
        #endregion

        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.Contains(rule.Consequent[0], new[] { "butter", "crisps" }));
        Assert.All(rules, rule => Assert.DoesNotContain("milk", rule.Antecedent));
        Assert.All(rules, rule => Assert.True(rule.Lift >= 1.2));
    }

    [Fact]
    public void Top()
    {
        #region top
        RuleSet best = RuleMiner.MineTop(baskets, 10, RuleMeasures.Leverage);
        #endregion

        Assert.Equal(10, best.Count);
        Assert.Equal(["beer"], best[0].Antecedent);
    }

    [Fact]
    public void Chance()
    {
        RuleSet rules = RuleMiner.Mine(baskets, new RuleOptions { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0.1m, MaxLength = 3 });

        #region chance
        RuleSet sure = rules
            .WithoutRedundant()
            .Significant(0.01, adjustment: PValueAdjustment.Holm, tests: RuleSearchSpace.CountRules(baskets.ItemCount, maxLength: 3))
            .Productive(baskets, 0.01)
            .OrderBy(RuleMeasures.Lift)
            .Take(100);
        #endregion

        Assert.InRange(sure.Count, 1, rules.Count - 1);
        Assert.DoesNotContain(sure, rule => rule.Antecedent.Contains("jam", StringComparer.Ordinal));
    }

    [Fact]
    public void Index()
    {
        RuleSet rules = RuleMiner.Mine(baskets, new RuleOptions { MinSupport = SupportThreshold.FromCount(20) });

        #region index
        RuleIndex index = new(rules.Where(rule => rule.Lift > 1).OrderBy(RuleMeasures.Lift));
        foreach (AssociationRule rule in index.Match(["beer", "milk"], onlyNew: true))
        {
            Console.WriteLine($"{string.Join(", ", rule.Consequent)}, because of {string.Join(", ", rule.Antecedent)}");
        }
        #endregion

        Assert.Equal(["crisps"], index.Match(["beer", "milk"], onlyNew: true)[0].Consequent);
    }

    [Fact]
    public void Pairs()
    {
        #region pairs
        PairCounts pairs = PairMiner.Count(baskets, new MiningOptions { MinSupport = SupportThreshold.FromCount(5) });
        Span<ItemPair> partners = stackalloc ItemPair[3];
        int found = pairs.HighestLiftPartners(item: 0, partners);
        #endregion

        Assert.InRange(found, 1, 3);
        Assert.Equal("beer", pairs.ItemIds[0]);
        Assert.Equal("crisps", pairs.ItemIds[Math.Max(partners[0].First, partners[0].Second)]);
    }

    [Fact]
    public void Given()
    {
        #region given
        int[] counts = ItemsetCounter.Count(baskets, [["bread", "butter"], ["bread", "butter", "jam"], ["beer", "bread"]]);
        #endregion

        Assert.Equal([60, 10, 0], counts);
    }
}
