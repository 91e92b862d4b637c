using CrossSell.Mining;
using CrossSell.Mining.Search;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class PairMinerProperties
{
    // All items hot; none; some; and each with numbers of 16 and of 32 bits.
    private static readonly PairPlan[] Plans =
    [
        PairPlan.Usual, new(0, 0, ushort.MaxValue), new(1, 1, ushort.MaxValue), new(4, 5, ushort.MaxValue), new(0, 0, 0), new(3, 3, 0), new(100, 100, 0),
    ];

    [Fact]
    public void Pairs_are_those_of_brute_force_whatever_the_plan() =>
        Prop.ForAll(Baskets.Medium, Gen.Choose(1, 12).ToArbitrary(), Gen.Elements(Plans).ToArbitrary(), (baskets, minCount, plan) =>
        {
            Transactions transactions = Baskets.Of(baskets);
            MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(minCount), MaxThreads = 2 };
            PairCounts pairs = PairMiner.Count(transactions, options, plan);
            Assert.Equal(PairOracle.Count(transactions, minCount), pairs.Pairs);
            CheckLists(transactions, pairs);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(120));

    [Fact]
    public void Pairs_of_weighted_transactions_are_those_of_brute_force() =>
        Prop.ForAll(Baskets.Small, Gen.Choose(1, 30).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (baskets, minCount, seed) =>
        {
            System.Random random = new(seed);
            Transactions transactions = Baskets.Of(baskets).WithWeights([.. baskets.Select(_ => random.Next(6))]);
            PairCounts pairs = PairMiner.Count(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(minCount) });
            Assert.Equal(PairOracle.Count(transactions, minCount), pairs.Pairs);
            CheckLists(transactions, pairs);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void The_best_partners_are_the_first_of_all_when_sorted() =>
        Prop.ForAll(Baskets.Medium, Gen.Choose(0, 12).ToArbitrary(), (baskets, room) =>
        {
            Transactions transactions = Baskets.Of(baskets);
            PairCounts pairs = PairMiner.Count(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(1) });
            for (int item = 0; item < transactions.ItemCount; item++)
            {
                ItemPair[] all = [.. pairs.PartnersOf(item).ToArray().Select((partner, at) => new ItemPair(item, partner, pairs.CountsOf(item)[at]))];
                Assert.Equal(all.OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Second).Take(room), Best(pairs.MostFrequentPartners));
                Assert.Equal(
                    all.OrderByDescending(pair => (decimal)pair.Count / pairs.SupportOf(pair.Second)).ThenByDescending(pair => pair.Count).ThenBy(pair => pair.Second).Take(room),
                    Best(pairs.HighestLiftPartners));

                ItemPair[] Best(TakeBest take)
                {
                    ItemPair[] best = new ItemPair[room];
                    return best[..take(item, best)];
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    private delegate int TakeBest(int item, Span<ItemPair> best);

    private static void CheckLists(Transactions transactions, PairCounts pairs)
    {
        ItemPair[] all = [.. pairs.Pairs];
        Assert.Equal(all.Length, pairs.Count);
        Assert.Equal(transactions.TotalWeight, pairs.TransactionCount);
        for (int item = 0; item < transactions.ItemCount; item++)
        {
            Assert.Equal(PairOracle.SupportOf(transactions, item), pairs.SupportOf(item));
            Assert.Equal(
                all.Where(pair => pair.First == item || pair.Second == item).Select(pair => (pair.First + pair.Second - item, pair.Count)).Order(),
                pairs.PartnersOf(item).ToArray().Zip(pairs.CountsOf(item).ToArray()));
        }

        foreach (ItemPair pair in all)
        {
            Assert.Equal(pair.Count, pairs.CountOf(pair.First, pair.Second));
            Assert.Equal(pair.Count, pairs.CountOf(pair.Second, pair.First));
        }
    }
}
