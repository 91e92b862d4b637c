using CrossSell.Mining;
using CrossSell.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class RuleSetTests
{
    [Fact]
    public void Selections_are_those_of_the_same_steps_on_a_list() =>
        Prop.ForAll(Baskets.Small, Gen.Choose(0, RuleMeasures.All.Count - 1).ToArbitrary(), Gen.Choose(0, 60).ToArbitrary(), (baskets, pick, count) =>
        {
            RuleMeasure measure = RuleMeasures.All[pick];
            RuleSet rules = RuleMiner.Mine(Baskets.Of(baskets), new RuleOptions { MinSupport = SupportThreshold.FromCount(2), MinConfidence = 0.1m, MaxLength = 4 });
            List<AssociationRule> list = [.. rules];
            List<AssociationRule> kept = list.FindAll(rule => rule.Counts.N11 % 2 == 0);
            Assert.Equal(kept.Select(RuleOracle.Line), rules.Where(rule => rule.Counts.N11 % 2 == 0).Select(RuleOracle.Line));

            // LINQ's order is stable; what is undefined comes last either way.
            Assert.Equal(
                kept.OrderBy(rule => rule.Measure(measure) is null).ThenByDescending(rule => rule.Measure(measure)).Take(count).Select(RuleOracle.Line),
                rules.Where(rule => rule.Counts.N11 % 2 == 0).OrderBy(measure, descending: true).Take(count).Select(RuleOracle.Line));
            Assert.Equal(
                list.OrderBy(rule => rule.Measure(measure) is null).ThenBy(rule => rule.Measure(measure)).Select(RuleOracle.Line),
                rules.OrderBy(measure, descending: false).Select(RuleOracle.Line));
            Assert.Equal(rules.OrderBy(measure, !measure.LowerIsStronger).Select(RuleOracle.Line), rules.OrderBy(measure).Select(RuleOracle.Line));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [SharedDataFact("baskets/groceries.dat.gz")]
    public void Many_rules_come_in_the_promised_order_from_any_number_of_threads()
    {
        Transactions transactions = Baskets.Read("groceries");
        RuleOptions options = new() { MinSupport = SupportThreshold.FromCount(8), MinConfidence = 0, MaxConsequent = 3, MaxThreads = 3 };
        RuleSet rules = RuleMiner.Mine(transactions, options);
        Assert.True(rules.Count > 100_000); // chunks of the sort are merged more than once
        for (int place = 1; place < rules.Count; place++)
        {
            if (!IsBefore(rules[place - 1], rules[place]))
            {
                Assert.Fail($"{rules[place - 1]} stands before {rules[place]}");
            }
        }

        options.MaxThreads = 1;
        RuleSet alone = RuleMiner.Mine(transactions, options);
        Assert.Equal(rules.Count, alone.Count);
        for (int place = 0; place < rules.Count; place++)
        {
            Assert.True(rules[place].AntecedentIndexes.SequenceEqual(alone[place].AntecedentIndexes) && rules[place].ConsequentIndexes.SequenceEqual(alone[place].ConsequentIndexes));
        }
    }

    [Fact]
    public void Memory_of_the_rules_is_limited_too()
    {
        Transactions transactions = Baskets.Of("a b c d e f g h i j k l m", "a b c d e f g h i j k l m");
        RuleOptions options = new() { MinSupport = SupportThreshold.FromCount(2), MaxConsequent = 6 };
        Itemsets itemsets = ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = options.MinSupport });
        options.MaxMemoryBytes = 20_000_000;
        MiningLimitException error = Assert.Throws<MiningLimitException>(() => RuleMiner.Mine(transactions, options));
        Assert.Equal("MaxMemoryBytes", error.LimitName);
        Assert.Equal(itemsets.CountsByLength, error.CountsByLengthSoFar); // all itemsets were found: it was the rules
    }

    [Fact]
    public void A_run_that_is_cancelled_after_the_itemsets_ends_all_the_same()
    {
        using CancellationTokenSource source = new();
        Canceller canceller = new(source);
        Assert.Throws<OperationCanceledException>(() => RuleMiner.Mine(Baskets.Of("a b", "a b"), new RuleOptions(), canceller, source.Token));
        Assert.True(canceller.SawTheEnd);
    }

    private sealed class Canceller(CancellationTokenSource source) : IProgress<MiningProgress>
    {
        public bool SawTheEnd { get; private set; }

        public void Report(MiningProgress value)
        {
            if (value.Share >= 1)
            {
                SawTheEnd = true;
                source.Cancel();
            }
        }
    }

    private static bool IsBefore(AssociationRule x, AssociationRule y)
    {
        (RuleCounts a, RuleCounts b) = (x.Counts, y.Counts);
        int order = (b.N11 * a.N1x).CompareTo(a.N11 * b.N1x);
        order = order != 0 ? order : a.Nx1.CompareTo(b.Nx1);
        order = order != 0 ? order : b.N11.CompareTo(a.N11);
        order = order != 0 ? order : x.AntecedentIndexes.Length.CompareTo(y.AntecedentIndexes.Length);
        order = order != 0 ? order : x.AntecedentIndexes.SequenceCompareTo(y.AntecedentIndexes);
        return (order != 0 ? order : x.ConsequentIndexes.SequenceCompareTo(y.ConsequentIndexes)) < 0;
    }
}
