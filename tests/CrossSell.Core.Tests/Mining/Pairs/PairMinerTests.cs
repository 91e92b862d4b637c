using CrossSell.Mining;
using CrossSell.Mining.Search;
using CrossSell.Numerics;

namespace CrossSell.Core.Tests.Mining;

public class PairMinerTests
{
    private static readonly SupportThreshold One = SupportThreshold.FromCount(1);

    [Fact]
    public void Counts_supports_partners_and_tables_are_those_of_the_baskets()
    {
        Transactions transactions = Baskets.Of("bread milk", "bread milk beer", "beer", "", "bread bread milk");
        PairCounts pairs = PairMiner.Count(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(2) });
        (int beer, int bread, int milk) = (0, 1, 2);
        Assert.Equal(["beer", "bread", "milk"], pairs.ItemIds);
        Assert.Equal([new ItemPair(bread, milk, 3)], pairs.Pairs);
        Assert.Equal((1, 5, 2), (pairs.Count, pairs.TransactionCount, pairs.MinCount));
        Assert.Equal((2, 3, 3), (pairs.SupportOf(beer), pairs.SupportOf(bread), pairs.SupportOf(milk)));
        Assert.Equal(3, pairs.CountOf(milk, bread));
        Assert.Equal(0, pairs.CountOf(beer, milk));
        Assert.True(pairs.TryGetTable(bread, milk, out RuleCounts table));
        Assert.Equal(new RuleCounts(3, 0, 0, 2), table);
        Assert.False(pairs.TryGetTable(beer, bread, out _));
        Assert.Empty(pairs.PartnersOf(beer).ToArray());
    }

    [Fact]
    public void A_threshold_exactly_met_is_met()
    {
        Transactions transactions = Baskets.Of(Enumerable.Range(0, 25).Select(basket => basket < 7 ? [1, 2] : basket < 13 ? [3, 4] : new[] { 5 }.AsEnumerable()));
        PairCounts pairs = PairMiner.Count(transactions, new MiningOptions { MinSupport = SupportThreshold.FromShare(0.28m) });
        Assert.Equal([new ItemPair(0, 1, 7)], pairs.Pairs);
        Assert.Equal(7, pairs.MinCount);
    }

    [Fact]
    public void No_baskets_empty_baskets_and_single_items_give_no_pairs()
    {
        MiningOptions options = new() { MinSupport = One };
        foreach (Transactions transactions in (Transactions[])[Transactions.Create([]), Baskets.Of("", ""), Baskets.Of("a", "b"), Baskets.Of("a a")])
        {
            PairCounts pairs = PairMiner.Count(transactions, options);
            Assert.Equal(0, pairs.Count);
            Assert.Empty(pairs.Pairs);
        }

        Assert.Equal(0, PairMiner.Count(Baskets.Of("a b"), new MiningOptions { MinSupport = SupportThreshold.FromCount(long.MaxValue) }).Count);
    }

    [Fact]
    public void An_item_in_every_basket_is_everybodys_partner()
    {
        PairCounts pairs = PairMiner.Count(Baskets.Of("all a", "all b", "all a b", "all"), new MiningOptions { MinSupport = One });
        Assert.Equal([new ItemPair(0, 1, 2), new ItemPair(0, 2, 1), new ItemPair(1, 2, 2)], pairs.Pairs);
        ItemPair[] best = new ItemPair[5];
        Assert.Equal(2, pairs.MostFrequentPartners(1, best));
        Assert.Equal([new ItemPair(1, 0, 2), new ItemPair(1, 2, 2)], best[..2]);
    }

    [Theory]
    [InlineData(1_110)]
    [InlineData(20_000)]
    public void A_huge_basket_among_normal_ones_costs_what_its_frequent_items_cost(int length)
    {
        Transactions transactions = Baskets.Of(
            Enumerable.Range(0, 2_000).Select(basket => new[] { basket % 1_600, (basket * 7 % 1_500) + 20_000 }.AsEnumerable()).Append(Enumerable.Range(0, length)));
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(2) };
        PairCounts pairs = PairMiner.Count(transactions, options);
        Assert.Equal(PairOracle.Count(Frequent(transactions, 2), 2), pairs.Pairs);
        if (length == 1_110)
        {
            options.MinSupport = One;
            Assert.Equal(PairOracle.Count(transactions, 1).Count, PairMiner.Count(transactions, options).Count);
        }
        else
        {
            MiningOptions small = new() { MinSupport = One, MaxMemoryBytes = 50 << 20 };
            Assert.Equal("MaxMemoryBytes", Assert.Throws<MiningLimitException>(() => PairMiner.Count(transactions, small)).LimitName);
            small = new() { MinSupport = One, MaxItemsets = 1_000_000 };
            Assert.Equal("MaxItemsets", Assert.Throws<MiningLimitException>(() => PairMiner.Count(transactions, small)).LimitName);
        }
    }

    [Theory]
    [InlineData(65_534)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    public void Item_numbers_around_16_bits_count_alike(int items)
    {
        // Every item twice, and each with its neighbour.
        Transactions transactions = Transactions.FromEncoded(
            [.. Enumerable.Range(0, items + 1).Select(basket => 2 * basket)],
            [.. Enumerable.Range(0, items).SelectMany(item => (int[])[item, (item + 1) % items])],
            [.. Enumerable.Range(0, items).Select(item => $"{item}")]);
        PairCounts pairs = PairMiner.Count(transactions, new MiningOptions { MinSupport = One });
        Assert.Equal(
            Enumerable.Range(0, items - 1).Select(item => new ItemPair(item, item + 1, 1)).Append(new ItemPair(0, items - 1, 1)).OrderBy(pair => pair.First).ThenBy(pair => pair.Second),
            pairs.Pairs);
    }

    [Fact]
    public void Counters_of_16_bits_do_not_overflow()
    {
        const int Baskets = 150_000;
        int[] starts = [.. Enumerable.Range(0, Baskets + 1).Select(basket => 3 * basket)];
        int[] items = [.. Enumerable.Range(0, Baskets).SelectMany(basket => (int[])[0, 1, 2 + (basket % 3)])];
        PairCounts pairs = PairMiner.Count(Transactions.FromEncoded(starts, items, ["a", "b", "c", "d", "e"]), new MiningOptions { MinSupport = One, MaxThreads = 1 });
        Assert.Equal(Baskets, pairs.CountOf(0, 1));
        Assert.All((int[])[2, 3, 4], item => Assert.Equal(Baskets / 3, pairs.CountOf(0, item)));
    }

    [Fact]
    public unsafe void Emptying_16_bit_counters_by_vectors_does_what_one_after_another_does()
    {
        System.Random random = new(5);
        foreach (int cells in (int[])[0, 1, 15, 16, 17, 100])
        {
            ushort[] counters = [.. Enumerable.Range(0, cells + 1).Select(_ => (ushort)random.Next(1 << 16))];
            int[] sums = [.. Enumerable.Range(0, cells + 1).Select(_ => random.Next())];
            ushort[] countersOfTwin = [.. counters];
            int[] sumsOfTwin = [.. sums];
            fixed (ushort* c = counters, ct = countersOfTwin)
            fixed (int* s = sums, st = sumsOfTwin)
            {
                HotTriangle.Empty(c, s, cells);
                HotTriangle.EmptyScalar(ct, st, cells);
            }

            Assert.Equal(sumsOfTwin, sums);
            Assert.Equal(countersOfTwin, counters);
            Assert.All(counters[..^1], counter => Assert.Equal(0, counter));
        }
    }

    [Fact]
    public void The_limit_on_pairs_is_exact()
    {
        Transactions transactions = Baskets.Of("a b c d", "a b", "c d");
        Assert.Equal(6, PairMiner.Count(transactions, new MiningOptions { MinSupport = One, MaxItemsets = 6 }).Count);
        MiningLimitException error = Assert.Throws<MiningLimitException>(() => PairMiner.Count(transactions, new MiningOptions { MinSupport = One, MaxItemsets = 5 }));
        Assert.Equal(("MaxItemsets", 5), (error.LimitName, error.Limit));
    }

    [Fact]
    public void Work_takes_at_most_8_bytes_for_each_item_of_a_transaction()
    {
        // Many items and a long tail, so that half of all items are cold.
        Transactions transactions = Zipf(baskets: 150_000, items: 20_000, length: 10);
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(10), MaxLength = 2, MaxThreads = 1, MaxMemoryBytes = 8L * transactions.Items.Length };
        Assert.True(ItemsetMiner.CountByLength(transactions, options).ByLength[1] > 1_000);
        options.MaxMemoryBytes /= 4;
        Assert.Throws<MiningLimitException>(() => ItemsetMiner.CountByLength(transactions, options));
    }

    [Fact]
    public void A_cancelled_count_ends_and_says_so()
    {
        Transactions transactions = Baskets.Of(Enumerable.Range(0, 3_000).Select(basket => Enumerable.Range(0, 300).Where(item => (item + basket) % 3 != 0)));
        using CancellationTokenSource before = new();
        before.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => PairMiner.Count(transactions, null, null, before.Token));
        foreach (PairPlan plan in (PairPlan[])[PairPlan.Usual, new PairPlan(0, 0, 0)])
        {
            using CancellationTokenSource during = new();
            StopAtFirstReport stop = new(during);
            Assert.ThrowsAny<OperationCanceledException>(() => PairMiner.Count(transactions, new MiningOptions { MaxThreads = 2 }, plan, stop, during.Token));
        }
    }

    [Fact]
    public void Progress_rises_to_all_pairs()
    {
        List<MiningProgress> reports = [];
        PairCounts pairs = PairMiner.Count(Baskets.Of(Enumerable.Range(0, 200).Select(basket => Enumerable.Range(basket, 30))), new MiningOptions { MinSupport = One }, new Into(reports));
        Assert.Equal(new MiningProgress(0, 0), reports[0]);
        Assert.Equal(new MiningProgress(1, pairs.Count), reports[^1]);
        Assert.Equal(reports.OrderBy(report => report.Share), reports);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        PairCounts pairs = PairMiner.Count(Baskets.Of("a b"), new MiningOptions { MinSupport = One });
        Assert.Contains("no item 2", Assert.Throws<ArgumentOutOfRangeException>(() => pairs.SupportOf(2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => pairs.CountOf(0, -1));
        Assert.Contains("two different", Assert.Throws<ArgumentException>(() => pairs.CountOf(1, 1)).Message, StringComparison.Ordinal);
        MiningOptions wrong = new() { Kind = ItemsetKind.Closed, MinLength = 3 };
        string message = Assert.Throws<ArgumentException>(() => PairMiner.Count(Baskets.Of("a b"), wrong)).Message;
        Assert.Contains("Kind is Closed", message, StringComparison.Ordinal);
        Assert.Contains("MinLength is 3", message, StringComparison.Ordinal);
    }

    private static Transactions Frequent(Transactions transactions, int minCount)
    {
        int[] counts = new int[transactions.ItemCount];
        foreach (int item in transactions.Items)
        {
            counts[item]++;
        }

        int[][] rows = [.. Baskets.ToArrays(transactions).Select(row => row.Where(item => counts[item] >= minCount).ToArray())];
        int[] starts = new int[rows.Length + 1];
        for (int row = 0; row < rows.Length; row++)
        {
            starts[row + 1] = starts[row] + rows[row].Length;
        }

        return Transactions.FromEncoded(starts, [.. rows.SelectMany(row => row)], transactions.ItemIds);
    }

    /// <summary>Baskets whose items are as frequent as 1 by their rank (Zipf 1949).</summary>
    private static Transactions Zipf(int baskets, int items, int length)
    {
        System.Random random = new(1);
        return Transactions.FromEncoded(
            [.. Enumerable.Range(0, baskets + 1).Select(basket => basket * length)],
            [.. Enumerable.Range(0, baskets * length).Select(_ => (int)Math.Pow(items, random.NextDouble()) - 1)],
            [.. Enumerable.Range(0, items).Select(item => $"{item}")]);
    }

    private sealed class StopAtFirstReport(CancellationTokenSource source) : IProgress<MiningProgress>
    {
        public void Report(MiningProgress value) => source.Cancel();
    }

    private sealed class Into(List<MiningProgress> reports) : IProgress<MiningProgress>
    {
        public void Report(MiningProgress value) => reports.Add(value);
    }
}
