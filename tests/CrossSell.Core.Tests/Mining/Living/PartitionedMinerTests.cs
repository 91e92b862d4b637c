using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining.Living;

public class PartitionedMinerTests
{
    [Fact]
    public void Itemsets_of_any_division_are_those_of_the_whole() =>
        Prop.ForAll(Parts.Small, Gen.Choose(1, 10).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (drawn, minCount, maxLength) =>
        {
            MiningOptions options = new()
            {
                MinSupport = SupportThreshold.FromCount(minCount), MinLength = minCount % 3 == 0 ? 2 : 1, MaxLength = maxLength == 5 ? null : maxLength + 1, MaxThreads = 1,
            };
            string[] whole = Parts.Lines(ItemsetMiner.Mine(Baskets.Of(drawn.Baskets), options));
            Assert.Equal(whole, Parts.Lines(PartitionedMiner.Mine([.. drawn.Parts.Select(Baskets.Of)], options)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    [Fact]
    public void Shares_are_met_exactly_in_any_division() =>
        Prop.ForAll(Parts.Medium, Gen.Choose(10, 60).ToArbitrary(), (drawn, percent) =>
        {
            // A part of one or two long baskets has all their subsets above its share: without a longest length there may be more than memory holds.
            MiningOptions options = new() { MinSupport = SupportThreshold.FromShare(percent / 100m), MaxLength = 6, MaxThreads = 1 };
            string[] whole = Parts.Lines(ItemsetMiner.Mine(Baskets.Of(drawn.Baskets), options));
            Assert.Equal(whole, Parts.Lines(PartitionedMiner.Mine([.. drawn.Parts.Select(Baskets.Of)], options)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Rules_of_any_division_are_those_of_the_whole() =>
        Prop.ForAll(Parts.Small, Gen.Choose(1, 8).ToArbitrary(), Gen.Choose(0, 10).ToArbitrary(), (drawn, minCount, confidence) =>
        {
            RuleOptions options = new()
            {
                MinSupport = SupportThreshold.FromCount(minCount), MinConfidence = confidence / 10m, MaxConsequent = 2, AllowEmptyAntecedent = confidence % 2 == 0, MaxLength = 5, MaxThreads = 1,
            };
            string[] whole = Parts.Lines(RuleMiner.Mine(Baskets.Of(drawn.Baskets), options));
            Assert.Equal(whole, Parts.Lines(PartitionedMiner.MineRules([.. drawn.Parts.Select(Baskets.Of)], options)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public async Task Partitions_elsewhere_exchange_only_bytes_of_itemsets()
    {
        Transactions whole = Baskets.Of(["a b", "b c", "a b c", "", "d", "a b", "c b"]);
        IItemsetPartition[] partitions = [new OverTheWire(Baskets.Of("a b", "b c")), new OverTheWire(Baskets.Of("a b c", "", "d", "a b")), new OverTheWire(Baskets.Of("c b"))];
        RuleOptions options = new() { MinSupport = SupportThreshold.FromCount(2), MinConfidence = 0.3m };
        Assert.Equal(Parts.Lines(RuleMiner.Mine(whole, options)), Parts.Lines(await PartitionedMiner.MineRulesAsync(partitions, options)));
        Assert.Equal(
            Parts.Lines(ItemsetMiner.Mine(whole, options.ForItemsets())), Parts.Lines(await PartitionedMiner.MineAsync(partitions, options.ForItemsets())));
    }

    [Fact]
    public void A_set_just_frequent_in_the_whole_and_nowhere_above_its_share_is_found()
    {
        // 2 of 5 in the whole: the local minimum of three transactions is the ceiling of 1.2, of two that of 0.8.
        Itemsets found = PartitionedMiner.Mine([Baskets.Of("x y", "z", "w"), Baskets.Of("x y", "w")], new MiningOptions { MinSupport = SupportThreshold.FromShare(0.4m) });
        Assert.Contains("x y (2 of 5)", Parts.Lines(found));
    }

    [Fact]
    public void Parts_may_be_numbered_in_any_way()
    {
        Transactions backwards = Transactions.FromEncoded([0, 2, 3], [0, 1, 1], ["b", "a"]);
        Assert.Equal(
            Parts.Lines(ItemsetMiner.Mine(Baskets.Of("b a", "a", "a c"), new MiningOptions { MinSupport = SupportThreshold.FromCount(1) })),
            Parts.Lines(PartitionedMiner.Mine([backwards, Baskets.Of("a c")], new MiningOptions { MinSupport = SupportThreshold.FromCount(1) })));
    }

    [Fact]
    public void Weighted_parts_count_by_weight()
    {
        Itemsets found = PartitionedMiner.Mine([Baskets.Of("a b", "c").WithWeights([3, 0]), Baskets.Of("a", "c"), Baskets.Of("c").WithWeights([0])], new MiningOptions { MinSupport = SupportThreshold.FromShare(0.6m) });
        Assert.Equal(["a (4 of 5)", "b (3 of 5)", "a b (3 of 5)"], Parts.Lines(found));
    }

    [Fact]
    public void Nothing_comes_of_no_parts_and_of_a_support_above_all_transactions()
    {
        Assert.Empty(PartitionedMiner.Mine([]));
        Assert.Empty(PartitionedMiner.Mine([Baskets.Of("a"), Baskets.Of("a")], new MiningOptions { MinSupport = SupportThreshold.FromCount(3) }));
    }

    [Fact]
    public void What_cannot_be_merged_is_refused_by_name()
    {
        Assert.Contains("Kind is Closed", Assert.Throws<ArgumentException>(() => PartitionedMiner.Mine([], new MiningOptions { Kind = ItemsetKind.Closed })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => PartitionedMiner.Mine([null!]));
    }

    [Fact]
    public async Task A_partition_that_answers_something_else_ends_the_run()
    {
        IItemsetPartition[] partitions = [new OverTheWire(Baskets.Of("a b", "a b", "a b")), new Forgetful(Baskets.Of("c", "c", "b", "b a"))];
        MiningOptions options = new() { MinSupport = SupportThreshold.FromShare(0.5m) };
        Assert.Contains("Partition 1 counted 0", (await Assert.ThrowsAsync<InvalidOperationException>(() => PartitionedMiner.MineAsync(partitions, options))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_and_cancellation_reach_the_parts()
    {
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(1), MaxItemsets = 5 };
        Assert.Throws<MiningLimitException>(() => PartitionedMiner.Mine([Baskets.Of("a b c d e")], options));
        Assert.ThrowsAny<OperationCanceledException>(() => PartitionedMiner.Mine([Baskets.Of("a b")], options, new CancellationToken(canceled: true)));
    }

    private sealed class OverTheWire(Transactions transactions) : IItemsetPartition
    {
        private readonly TransactionsPartition _there = new(transactions);

        public Task<int> CountTransactionsAsync(CancellationToken cancellation = default) => _there.CountTransactionsAsync(cancellation);

        public async Task<Itemsets> MineAsync(MiningOptions options, CancellationToken cancellation = default)
        {
            await Task.Yield();
            return ItemsetFile.FromBytes(ItemsetFile.ToBytes(await _there.MineAsync(options, cancellation)));
        }

        public async Task<int[]> CountAsync(Itemsets candidates, CancellationToken cancellation = default)
        {
            await Task.Yield();
            return await _there.CountAsync(ItemsetFile.FromBytes(ItemsetFile.ToBytes(candidates)), cancellation);
        }
    }

    private sealed class Forgetful(Transactions transactions) : IItemsetPartition
    {
        private readonly TransactionsPartition _there = new(transactions);

        public Task<int> CountTransactionsAsync(CancellationToken cancellation = default) => _there.CountTransactionsAsync(cancellation);

        public Task<Itemsets> MineAsync(MiningOptions options, CancellationToken cancellation = default) => _there.MineAsync(options, cancellation);

        public Task<int[]> CountAsync(Itemsets candidates, CancellationToken cancellation = default) => Task.FromResult<int[]>([]);
    }
}
