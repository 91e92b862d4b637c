using CrossSell.Mining;
using CrossSell.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class TopRuleTests
{
    [Fact]
    public void The_best_rules_are_those_of_all_rules_sorted() =>
        Prop.ForAll(FewItems.ToArbitrary(), Gen.Choose(1, 60).ToArbitrary(), Gen.Choose(0, RuleMeasures.All.Count * 2).ToArbitrary(), (baskets, count, pick) =>
        {
            // Every measure, and every other time one of those that need no minimum.
            RuleMeasure measure = pick < RuleMeasures.All.Count
                ? RuleMeasures.All[pick]
                : ((RuleMeasure[])[RuleMeasures.Support, RuleMeasures.Leverage, RuleMeasures.FishersExactTest])[pick % 3];
            bool isFree = measure == RuleMeasures.Support || measure == RuleMeasures.Leverage || measure == RuleMeasures.FishersExactTest;
            Transactions transactions = Baskets.Of(baskets);
            RuleOptions options = new() { MaxConsequent = 1 + (count % 3), MaxThreads = 2 };
            if (!isFree)
            {
                options.MinSupport = SupportThreshold.FromCount(1 + (count % 4));
            }

            int least = isFree ? 1 : 1 + (count % 4);
            double sign = measure.LowerIsStronger ? 1 : -1;
            IEnumerable<(int[] A, int[] C, RuleCounts Counts)> all = RuleOracle.All(transactions)
                .Where(rule => rule.A.Length > 0 && rule.C.Length <= options.MaxConsequent && rule.Counts.N11 >= least && measure.Evaluate(rule.Counts) is not null);
            string[] expected = [.. RuleOracle.Ordered(all, counts => sign * measure.Evaluate(counts)!.Value).Take(count).Select(RuleOracle.Line)];
            Assert.Equal(expected, RuleMiner.MineTop(transactions, count, measure, options).Select(RuleOracle.Line));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [SharedDataFact("baskets/groceries.dat.gz")]
    public void The_hundred_best_of_real_baskets_are_those_of_the_whole_list_sorted()
    {
        Transactions transactions = Baskets.Read("groceries");
        RuleSet all = RuleMiner.Mine(transactions, new RuleOptions { MinSupport = SupportThreshold.FromCount(10), MinConfidence = 0 });
        Assert.Equal(
            all.OrderBy(RuleMeasures.Leverage).Take(100).Select(RuleOracle.Line),
            RuleMiner.MineTop(transactions, 100, RuleMeasures.Leverage).Select(RuleOracle.Line));
        Assert.Equal(
            all.OrderBy(RuleMeasures.FishersExactTest).Take(100).Select(RuleOracle.Line),
            RuleMiner.MineTop(transactions, 100, RuleMeasures.FishersExactTest).Select(RuleOracle.Line));

        // 0.1 % of 9,835 baskets is 10 of them, which is the least that is looked at by lift.
        Assert.Equal(
            all.OrderBy(RuleMeasures.Lift).Take(50).Select(RuleOracle.Line), RuleMiner.MineTop(transactions, 50, RuleMeasures.Lift).Select(RuleOracle.Line));
        RuleOptions milk = new() { ConsequentItems = ItemFilter.Only(all[0].Consequent) };
        Assert.Equal(
            all.Where(rule => rule.Consequent[0] == all[0].Consequent[0]).OrderBy(RuleMeasures.ChiSquared).Take(20).Select(RuleOracle.Line),
            RuleMiner.MineTop(transactions, 20, RuleMeasures.ChiSquared, milk).Select(RuleOracle.Line));
    }

    [Fact]
    public void A_confidence_counts_only_when_it_is_set()
    {
        Transactions transactions = Baskets.Of("a b", "a b", "a", "a", "a", "b c", "c", "c");
        Assert.Contains(RuleMiner.MineTop(transactions, 100, RuleMeasures.Support), rule => rule.Confidence < 0.5);
        Assert.DoesNotContain(RuleMiner.MineTop(transactions, 100, RuleMeasures.Support, new RuleOptions { MinConfidence = 0.5m }), rule => rule.Confidence < 0.5);
        Assert.Empty(RuleMiner.MineTop(transactions, 100, RuleMeasures.Lift)); // nothing is in 10 baskets
        Assert.Throws<ArgumentOutOfRangeException>(() => RuleMiner.MineTop(transactions, 0, RuleMeasures.Support));
    }

    private static Gen<int[][]> FewItems { get; } =
        from itemCount in Gen.Choose(2, 7)
        from count in Gen.Choose(1, 40)
        from baskets in Gen.Choose(0, itemCount).SelectMany(length => Gen.Choose(0, itemCount - 1).ArrayOf(length)).ArrayOf(count)
        select baskets;
}
