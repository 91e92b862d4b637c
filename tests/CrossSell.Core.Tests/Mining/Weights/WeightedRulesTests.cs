using CrossSell.Mining;
using CrossSell.Mining.Living;

namespace CrossSell.Core.Tests.Mining;

/// <summary>Rules know that they were mined on weights, and nothing tests their significance.</summary>
public class WeightedRulesTests
{
    private static readonly RuleOptions _all = new() { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0 };
    private static readonly Transactions _weighted = Baskets.Of("a b", "a b c", "a", "b c").WithWeights([3, 1, 2, 5]);

    [Fact]
    public void Tests_of_significance_refuse_rules_of_weighted_transactions()
    {
        RuleSet rules = RuleMiner.Mine(_weighted, _all);
        Assert.Contains("weighted", Assert.Throws<InvalidOperationException>(() => rules.AdjustedPValues()).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => rules.Significant());
        Assert.Throws<InvalidOperationException>(() => rules.ProductivityPValues(_weighted));
        Assert.Throws<InvalidOperationException>(() => rules.Productive(_weighted));
        RuleSet plain = RuleMiner.Mine(Baskets.Of("a b", "a b c", "a", "b c"), _all);
        Assert.False(plain.IsWeighted);
        Assert.Equal(plain.Count, plain.AdjustedPValues().Length);
    }

    [Fact]
    public void Every_way_to_rules_keeps_the_weights_in_mind()
    {
        RuleSet rules = RuleMiner.Mine(_weighted, _all);
        Assert.True(rules.IsWeighted);
        Assert.True(rules.Where(rule => rule.Counts.N11 > 1).OrderBy(RuleMeasures.Lift).Take(2).IsWeighted);
        Assert.True(rules.WithoutRedundant().IsWeighted);
        Assert.True(RuleMiner.MineTop(_weighted, 3, RuleMeasures.Leverage).IsWeighted);
        Assert.True(ItemsetMiner.Mine(_weighted, new MiningOptions { MinSupport = SupportThreshold.FromCount(1) }).IsWeighted);
        Assert.True(RuleMiner.Mine(_weighted, new RuleOptions { MinSupport = SupportThreshold.FromCount(100) }).IsWeighted);
        Assert.True(PartitionedMiner.MineRules([Baskets.Of("a b"), _weighted], _all).IsWeighted);
        GeneralizedRuleOptions generalised = new() { Rules = _all, MinInterest = 1.1 };
        Assert.True(GeneralizedRuleMiner.Mine(_weighted, ProductHierarchy.FromEdges([("a", "letters")]), generalised).IsWeighted);
        SlidingWindowMiner window = new(new WindowOptions { MinSupport = SupportThreshold.FromCount(1) });
        window.Append("plain", Baskets.Of("a b"));
        Assert.False(window.MineRules(_all).IsWeighted);
        window.Append("weighted", _weighted);
        Assert.True(window.MineRules(_all).IsWeighted);
        window.Remove("weighted");
        Assert.False(window.MineRules(_all).IsWeighted);
    }
}
