using CrossSell.Mining;
using CrossSell.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class RuleConstraintTests
{
    [Fact]
    public void Rules_under_constraints_are_those_that_sifting_all_rules_leaves() =>
        Prop.ForAll(FewItems.ToArbitrary(), Demands.ToArbitrary(), (baskets, demand) =>
        {
            Transactions transactions = Baskets.Of(baskets);
            RuleOptions options = demand.ToOptions(transactions.ItemIds);
            if (options.Validate().Count > 0)
            {
                return;
            }

            string[] expected = [.. RuleOracle.Ordered(RuleOracle.All(transactions).Where(rule => RuleOracle.Meets(rule, options, transactions.ItemIds))).Select(RuleOracle.Line)];
            Assert.Equal(expected, RuleMiner.Mine(transactions, options).Select(RuleOracle.Line));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Weighted_baskets_give_the_rules_of_so_many_equal_ones() =>
        Prop.ForAll(FewItems.ToArbitrary(), Demands.ToArbitrary(), (baskets, demand) =>
        {
            int[] weights = [.. baskets.Select((basket, place) => (basket.Sum() + place) % 3)];
            Transactions repeated = Baskets.Of(baskets.SelectMany((basket, place) => Enumerable.Repeat(basket, weights[place])));
            RuleOptions options = demand.ToOptions(repeated.ItemIds.Count > 0 ? repeated.ItemIds : ["none"]);
            if (repeated.ItemIds.Count > 0 && options.Validate().Count == 0)
            {
                Assert.Equal(
                    RuleMiner.Mine(repeated, options).Select(rule => $"{rule} {rule.Counts}"),
                    RuleMiner.Mine(Baskets.Of(baskets).WithWeights(weights), options).Select(rule => $"{rule} {rule.Counts}"));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [SharedDataTheory("baskets/groceries.dat.gz")]
    [InlineData(1)]
    [InlineData(2)]
    public void Real_baskets_give_the_same_rules_with_the_constraint_in_the_search_and_after_it(int maxConsequent)
    {
        Transactions transactions = Baskets.Read("groceries");
        RuleOptions options = new() { MinSupport = SupportThreshold.FromCount(15), MinConfidence = 0.3m, MaxConsequent = maxConsequent };
        RuleSet all = RuleMiner.Mine(transactions, options);
        string[] ids = [.. all.SelectMany(rule => rule.Consequent).GroupBy(id => id, StringComparer.Ordinal).OrderBy(group => group.Count()).Take(20).Select(group => group.Key)];
        options.ConsequentItems = ItemFilter.Only(ids);
        options.MaxAntecedent = 2;
        string[] expected = [.. all.Where(rule => rule.AntecedentIndexes.Length <= 2 && rule.Consequent.All(ids.Contains)).Select(RuleOracle.Line)];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, RuleMiner.Mine(transactions, options).Select(RuleOracle.Line));
    }

    [SharedDataFact("baskets/groceries.dat.gz")]
    public void Only_itemsets_that_a_rule_can_be_made_of_are_searched()
    {
        Transactions transactions = Baskets.Read("groceries");
        string rare = transactions.ItemIds[Enumerable.Range(0, transactions.ItemCount).OrderBy(item => Math.Abs(Count(transactions, item) - 100)).First()];
        RuleOptions options = new() { MinSupport = SupportThreshold.FromCount(10) };
        long all = Searched(transactions, options);
        Assert.Equal(13_492, all);

        // What may be searched at most: the single items, and the itemsets that hold the item.
        long holding = ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(10), MinLength = 2 }).Count(set => set.Items.Contains(rare));
        long singles = ItemsetMiner.CountByLength(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(10), MaxLength = 1 }).Total;
        options.ConsequentItems = ItemFilter.Only(rare);
        Assert.Equal(singles + holding, Searched(transactions, options));
        Assert.InRange(holding, 1, all / 50);
        options.ConsequentItems = ItemFilter.Any;
        options.AntecedentItems = ItemFilter.Any.WithAnyOf(rare);
        Assert.Equal(singles + holding, Searched(transactions, options));
        options.AntecedentItems = ItemFilter.Any;
        options.Items = ItemFilter.Any.WithAllOf(rare);
        Assert.InRange(Searched(transactions, options), 0, holding);
    }

    [SharedDataFact("baskets/groceries.dat.gz")]
    public void A_limit_on_a_measure_spares_the_search_what_can_not_reach_it()
    {
        Transactions transactions = Baskets.Read("groceries");
        RuleOptions options = new() { MinSupport = SupportThreshold.FromCount(10), MinConfidence = 0 };
        RuleSet all = RuleMiner.Mine(transactions, options);

        // Of a leverage of 0.005 a rule needs a count c with (c/n)(1 - c/n) >= 0.005, so 50 of 9,835 baskets: more than ten.
        options.Require(RuleMeasures.Leverage, atLeast: 0.005);
        Assert.Equal(
            all.Where(rule => rule.Measure(RuleMeasures.Leverage) >= 0.005).Select(RuleOracle.Line), RuleMiner.Mine(transactions, options).Select(RuleOracle.Line));
        long sets = ItemsetMiner.CountByLength(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(50) }).Total;
        Assert.InRange(Searched(transactions, options), 1, sets);

        // A lift of 40 is out of reach for consequents in more than 9,835 / 40 baskets.
        RuleOptions lift = new() { MinSupport = SupportThreshold.FromCount(10), MinConfidence = 0, MinLift = 40 };
        Assert.Equal(all.Where(rule => rule.Lift >= 40).Select(RuleOracle.Line), RuleMiner.Mine(transactions, lift).Select(RuleOracle.Line));
        Assert.InRange(Searched(transactions, lift), 1, 13_492 / 2);
    }

    [Fact]
    public void Items_that_no_transaction_has_are_named_with_the_filter_and_what_may_be_meant()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => RuleMiner.Mine(Baskets.Of("bread milk"), new RuleOptions
        {
            Items = ItemFilter.Except("mlk", "beer"), ConsequentItems = ItemFilter.Only("cola", "milk"),
        }));
        Assert.Contains("Items names 'mlk', 'beer'; the transactions have no such item. Did you mean 'milk'?", error.Message, StringComparison.Ordinal);
        Assert.Contains("ConsequentItems names 'cola'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Demands_that_contradict_each_other_are_named()
    {
        IReadOnlyList<string> failures = new RuleOptions
        {
            MinAntecedent = 3, MaxAntecedent = 2, ConsequentItems = ItemFilter.Exactly("a", "b"), AllowEmptyAntecedent = true,
        }.Validate();
        Assert.Contains("MaxAntecedent is 2; it must be null or at least MinAntecedent, 3.", failures);
        Assert.Contains("MaxConsequent is 1; ConsequentItems requires 2 items.", failures);
        Assert.Contains("MinAntecedent is 3 while AllowEmptyAntecedent is set; it must then be 1.", failures);
        Assert.Throws<ArgumentException>(() => ItemFilter.Only("a", ""));
        Assert.Throws<ArgumentException>(() => ItemFilter.Any.WithAnyOf());
        Assert.Throws<ArgumentException>(() => new RuleOptions().Require(RuleMeasures.Lift));
        Assert.Throws<ArgumentException>(() => new RuleOptions().Require(RuleMeasures.Lift, atLeast: 2, atMost: 1));
        Assert.Throws<ArgumentException>(() => new RuleOptions().Require(RuleMeasures.Lift, atLeast: double.NaN));
    }

    private static long Searched(Transactions transactions, RuleOptions options)
    {
        Watcher watcher = new();
        RuleMiner.Mine(transactions, options, watcher);
        return watcher.Itemsets;
    }

    private static int Count(Transactions transactions, int item) => Enumerable.Range(0, transactions.Count).Count(row => transactions[row].Contains(item));

    private static Gen<int[][]> FewItems { get; } =
        from itemCount in Gen.Choose(2, 7)
        from count in Gen.Choose(1, 40)
        from baskets in Gen.Choose(0, itemCount).SelectMany(length => Gen.Choose(0, itemCount - 1).ArrayOf(length)).ArrayOf(count)
        select baskets;

    // For each filter: kind of restriction and the bits of the items in it; many are no restriction.
    private static Gen<Demand> Demands { get; } =
        from minCount in Gen.Choose(1, 5)
        from confidence in Gen.Choose(0, 7)
        from lift in Gen.Elements(0, 0, 0.8, 1.2, 2)
        from lengths in Gen.Choose(1, 4).ArrayOf(4)
        from empty in Gen.Elements(false, false, true)
        from kinds in Gen.Choose(0, 8).ArrayOf(3)
        from bits in Gen.Choose(1, 127).ArrayOf(6)
        from measure in Gen.Choose(-4, RuleMeasures.All.Count - 1)
        from limit in Gen.Choose(-2, 10)
        select new Demand(minCount, confidence / 10m, lift, lengths, empty, kinds, bits, measure, limit / 10.0);

    public sealed record Demand(
        int MinCount, decimal Confidence, double Lift, int[] Lengths, bool Empty, int[] Kinds, int[] Bits, int Measure, double Limit)
    {
        public RuleOptions ToOptions(IReadOnlyList<string> ids)
        {
            RuleOptions options = new()
            {
                MinSupport = SupportThreshold.FromCount(MinCount),
                MinConfidence = Confidence,
                MinLift = Lift,
                MaxLength = Lengths[0] == 1 ? null : Lengths[0] + 1,
                MinAntecedent = Lengths[1] == 4 ? 2 : 1,
                MaxAntecedent = Lengths[2] < 4 ? Lengths[2] : null,
                MaxConsequent = Lengths[3],
                AllowEmptyAntecedent = Empty,
                Items = Filter(0, ids),
                AntecedentItems = Filter(1, ids),
                ConsequentItems = Filter(2, ids),
                MaxThreads = 2,
            };
            return Measure < 0
                ? options
                : RuleMeasures.All[Measure].LowerIsStronger
                    ? options.Require(RuleMeasures.All[Measure], atMost: Limit)
                    : options.Require(RuleMeasures.All[Measure], atLeast: Limit);
        }

        private ItemFilter Filter(int number, IReadOnlyList<string> ids)
        {
            string[] some = [.. ids.Where((_, item) => (Bits[number] >> item & 1) != 0)];
            string[] others = [.. ids.Where((_, item) => (Bits[number + 3] >> item & 1) != 0)];
            return Kinds[number] switch
            {
                1 or 2 => ItemFilter.Only(some),
                3 => ItemFilter.Except(some),
                4 when some.Length > 0 => ItemFilter.Any.WithAnyOf(some),
                5 => ItemFilter.Any.WithAllOf(some.Take(2)),
                6 when some.Length is > 0 and < 4 => ItemFilter.Exactly(some),
                7 when others.Length > 0 => ItemFilter.Only(some).WithAnyOf(others).Without(ids[0]),
                _ => ItemFilter.Any,
            };
        }
    }

    private sealed class Watcher : IProgress<MiningProgress>
    {
        public long Itemsets { get; private set; }

        public void Report(MiningProgress value) => Itemsets = value.Itemsets;
    }
}
