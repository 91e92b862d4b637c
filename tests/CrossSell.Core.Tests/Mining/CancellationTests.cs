using CrossSell.Mining;
using CrossSell.Mining.Search;

namespace CrossSell.Core.Tests.Mining;

/// <summary>Work that takes long ends soon after it is cancelled, also in its later parts: where results are put in order, looked up and chosen.</summary>
public class CancellationTests
{
    private static readonly CancellationToken _cancelled = new(canceled: true);

    // 20,000 rules or so.
    private static readonly RuleSet _rules = RuleMiner.Mine(
        Baskets.Of(Enumerable.Range(0, 60).Select(basket => Enumerable.Range(0, 14).Where(item => (basket * 7 + item * item) % 11 > 1))),
        new RuleOptions { MinSupport = SupportThreshold.FromCount(5), MinConfidence = 0 });

    [Fact]
    public void What_is_done_with_rules_can_be_cancelled()
    {
        Assert.Throws<OperationCanceledException>(() => new RuleIndex(_rules, _cancelled));
        Assert.Throws<OperationCanceledException>(() => _rules.OrderBy(RuleMeasures.Lift, cancellation: _cancelled));
        Assert.Throws<OperationCanceledException>(() => _rules.AdjustedPValues(cancellation: _cancelled));
        Assert.Throws<OperationCanceledException>(() => _rules.Significant(cancellation: _cancelled));
        Assert.Throws<OperationCanceledException>(() => _rules.WithoutRedundant(cancellation: _cancelled));
        Assert.Throws<OperationCanceledException>(() => PValues.Adjust([0.5, 0.1], PValueAdjustment.Holm, cancellation: _cancelled));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    public void Ordering_looks_at_the_token_every_few_rules(int before)
    {
        using CancellationTokenSource source = new();
        int evaluated = 0;
        Assert.Throws<OperationCanceledException>(() => _rules.OrderBy(Counting(), cancellation: source.Token));
        Assert.InRange(evaluated, before, before + 256);

        RuleMeasure Counting() => Measure(counts =>
        {
            if (++evaluated == before)
            {
                source.Cancel();
            }

            return counts.N11;
        });
    }

    [Fact]
    public void Redundancy_looks_at_the_token_every_few_rules()
    {
        using CancellationTokenSource source = new();
        int evaluated = 0;
        RuleMeasure measure = Measure(counts =>
        {
            if (++evaluated == 3_000)
            {
                source.Cancel();
            }

            return counts.N11;
        });
        Assert.Throws<OperationCanceledException>(() => _rules.WithoutRedundant(measure, source.Token));
        Assert.InRange(evaluated, 3_000, 3_000 + 512);
    }

    [Fact]
    public void An_index_of_itemsets_can_be_cancelled_and_is_built_later_all_the_same()
    {
        Itemsets itemsets = ItemsetMiner.Mine(Baskets.Of("a b", "a b", "a"), new MiningOptions { MinSupport = SupportThreshold.FromCount(1) });
        Assert.Throws<OperationCanceledException>(() => itemsets.BuildIndex(MiningRun.Unlimited(_cancelled)));
        Assert.True(itemsets.TryGetCount([1, 0], out int count));
        Assert.Equal(2, count);
    }

    [Fact]
    public void Transactions_of_a_hierarchy_can_be_cancelled()
    {
        ProductHierarchy hierarchy = ProductHierarchy.FromEdges([("a", "letters")]);
        Assert.Throws<OperationCanceledException>(() => hierarchy.Extend(Baskets.Of("a"), _cancelled));
        Assert.Throws<OperationCanceledException>(() => hierarchy.Aggregate(Baskets.Of("a"), 0, _cancelled));
    }

    [Fact]
    public void Itemsets_that_were_built_can_be_cancelled_while_they_are_sorted()
    {
        ItemsetsBuilder builder = new(["a", "b"], 3);
        builder.Add([0], 2);
        Assert.Throws<OperationCanceledException>(() => builder.Build(_cancelled));
        Assert.Single(builder.Build());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5)]
    public void Making_the_rules_of_one_long_itemset_can_be_cancelled(int? top)
    {
        // One itemset of 17 items has 131,070 rules; none of them is kept, or only a few.
        Transactions equal = Baskets.Of(Enumerable.Repeat(Enumerable.Range(0, 17), 2));
        using CancellationTokenSource source = new();
        int evaluated = 0;
        RuleMeasure measure = Measure(counts =>
        {
            if (++evaluated == 10_000)
            {
                source.Cancel();
            }

            return top is null ? -1 : counts.N11;
        });
        RuleOptions options = new() { MinSupport = SupportThreshold.FromCount(2), MinConfidence = 0, MaxThreads = 1, MinAntecedent = 1, MaxConsequent = 16 };
        options.Require(measure, atLeast: 0);
        Assert.Throws<OperationCanceledException>(() => _ = top is int best
            ? RuleMiner.MineTop(equal, best, RuleMeasures.Leverage, options, source.Token)
            : RuleMiner.Mine(equal, options, cancellation: source.Token));
        Assert.InRange(evaluated, 10_000, 10_000 + 4_096);
    }

    [Fact]
    public void Testing_the_splits_of_one_long_itemset_can_be_cancelled()
    {
        Itemsets itemsets = ItemsetMiner.Mine(Baskets.Of(Enumerable.Repeat(Enumerable.Range(0, 12), 2)), new MiningOptions { MinSupport = SupportThreshold.FromCount(2) });
        Assert.Throws<OperationCanceledException>(() => ItemsetSplits.AllExceedChance(itemsets[^1], 1, _cancelled));
        Assert.True(ItemsetSplits.AllExceedChance(itemsets[^1], 1, default));
    }

    private static RuleMeasure Measure(Func<RuleCounts, double?> of) => new("count", "Count", "n11", "[0, Inf]", "never", "a test", of);
}
