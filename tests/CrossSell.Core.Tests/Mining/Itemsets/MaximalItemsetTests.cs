using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

/// <summary>Maximal itemsets where the closed ones are too many to be walked through: baskets that lack few of all items.</summary>
public class MaximalItemsetTests
{
    [Fact]
    public void Maximal_itemsets_of_nearly_full_baskets_are_those_of_brute_force() =>
        Prop.ForAll(NearlyFull, Gen.Choose(1, 8).ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), (baskets, minCount, maxLength) =>
        {
            Transactions transactions = Baskets.Of(baskets);
            MiningOptions options = new()
            {
                MinSupport = SupportThreshold.FromCount(minCount), Kind = ItemsetKind.Maximal, MaxLength = maxLength == 12 ? null : maxLength, MaxThreads = 1,
            };
            string[] expected = ItemsetOracle.Mine(transactions, options);
            Assert.Equal(expected, ItemsetOracle.Lines(ItemsetMiner.Mine(transactions, options)));
            options.MaxThreads = 3;
            Assert.Equal(expected, ItemsetOracle.Lines(ItemsetMiner.Mine(transactions, options)));
            Assert.Equal(expected.Length, ItemsetMiner.CountByLength(transactions, options).Total);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Theory]
    [InlineData(1, 70)]
    [InlineData(2, 70 * 69 / 2)]
    public void Baskets_that_each_lack_one_of_70_items_have_a_maximal_set_for_each_choice_of_baskets(int minCount, int sets)
    {
        // 2 to the 70 itemsets are closed; those that lack exactly the items of some baskets are maximal.
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(minCount), Kind = ItemsetKind.Maximal };
        Itemsets itemsets = ItemsetMiner.Mine(EachLacksOne(70), options);
        Assert.Equal(sets, itemsets.Count);
        Assert.All(itemsets, itemset => Assert.True(itemset.Length == 70 - minCount && itemset.Count == minCount));
        Assert.Equal(sets, itemsets.Select(itemset => string.Join(' ', itemset.Indexes.ToArray())).Distinct().Count());
    }

    [Fact]
    public void A_basket_within_another_adds_no_maximal_set()
    {
        Transactions transactions = Baskets.Of("a b c d e f", "a b c d e", "a b c d", "b c", "g h");
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(1), Kind = ItemsetKind.Maximal };
        Assert.Equal(["{g, h} (count 1)", "{a, b, c, d, e, f} (count 1)"], ItemsetMiner.Mine(transactions, options).Select(itemset => itemset.ToString()));
        options.MinSupport = SupportThreshold.FromCount(2);
        Assert.Equal(["{a, b, c, d, e} (count 2)"], ItemsetMiner.Mine(transactions, options).Select(itemset => itemset.ToString()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_result_too_large_ends_at_the_limit_or_when_cancelled(int threads)
    {
        // 70 choose 20 maximal sets.
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(20), Kind = ItemsetKind.Maximal, MaxItemsets = 5_000, MaxThreads = threads };
        MiningLimitException limit = Assert.Throws<MiningLimitException>(() => ItemsetMiner.Mine(EachLacksOne(70), options));
        Assert.Equal(nameof(MiningOptions.MaxItemsets), limit.LimitName);
        Assert.InRange(limit.ItemsetsSoFar, 5_001, 5_001 + (threads * 2_048));
        using CancellationTokenSource source = new();
        Canceller canceller = new(source);
        options.MaxItemsets = long.MaxValue;
        Assert.ThrowsAny<OperationCanceledException>(() => ItemsetMiner.Visit(EachLacksOne(70), options, canceller, null, source.Token));
        Assert.InRange(canceller.After, 1, 2);
    }

    private static Transactions EachLacksOne(int items) =>
        Baskets.Of(Enumerable.Range(0, items).Select(basket => Enumerable.Range(0, items).Where(item => item != basket)));

    /// <summary>Up to 30 baskets of up to 12 items, each lacking at most 4 of them; some come several times.</summary>
    private static Arbitrary<int[][]> NearlyFull { get; } = Arb.From(
        from itemCount in Gen.Choose(1, 12)
        from most in Gen.Choose(0, 4)
        from lacking in Gen.Choose(0, most).SelectMany(count => Gen.Choose(0, itemCount - 1).ArrayOf(count)).NonEmptyListOf()
        select lacking.Take(30).Select(absent => Enumerable.Range(0, itemCount).Except(absent).ToArray()).ToArray());

    private sealed class Canceller(CancellationTokenSource source) : IItemsetVisitor
    {
        public int After { get; private set; }

        public void Visit(ReadOnlySpan<int> items, int count)
        {
            source.Cancel();
            After++;
        }
    }
}
