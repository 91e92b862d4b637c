using CrossSell.Mining;

namespace CrossSell.Core.Tests.Mining;

public class ItemsetMinerTests
{
    private static readonly SupportThreshold One = SupportThreshold.FromCount(1);

    [Fact]
    public void The_textbook_baskets_give_the_textbook_itemsets()
    {
        // Agrawal and Srikant 1994, figure 3.
        Itemsets itemsets = ItemsetMiner.Mine(Baskets.Of("1 3 4", "2 3 5", "1 2 3 5", "2 5"), new MiningOptions { MinSupport = SupportThreshold.FromCount(2) });
        Assert.Equal(
            ["{2} (count 3)", "{3} (count 3)", "{5} (count 3)", "{1} (count 2)", "{2, 5} (count 3)", "{1, 3} (count 2)", "{2, 3} (count 2)", "{3, 5} (count 2)", "{2, 3, 5} (count 2)"],
            itemsets.Select(set => set.ToString()));
        Assert.Equal([4L, 4L, 1L], itemsets.CountsByLength);
        Assert.Equal(0.75, itemsets[0].Support);
        Assert.True(itemsets.TryGetCount(itemsets[8].Indexes, out int count));
        Assert.Equal(2, count);
        Assert.False(itemsets.TryGetCount([0, 1], out _));
    }

    [Fact]
    public void Items_twice_in_a_basket_count_once_and_empty_baskets_count_as_baskets()
    {
        Transactions transactions = Baskets.Of("a a b", "", "b b b a", "");
        Itemsets itemsets = ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = SupportThreshold.FromShare(0.5m) });
        Assert.Equal(["{a} (count 2)", "{b} (count 2)", "{a, b} (count 2)"], itemsets.Select(set => set.ToString()));
        Assert.Equal(4, itemsets.TransactionCount);
        Assert.Equal(0.5, itemsets[2].Support);
    }

    [Fact]
    public void No_baskets_give_no_itemsets()
    {
        foreach (ItemsetKind kind in Enum.GetValues<ItemsetKind>())
        {
            MiningOptions options = new() { MinSupport = One, Kind = kind };
            Assert.Empty(ItemsetMiner.Mine(Transactions.Create([]), options));
            Assert.Empty(ItemsetMiner.CountByLength(Baskets.Of("", ""), options).ByLength);
        }
    }

    [Fact]
    public void One_basket_gives_all_its_subsets_and_one_closed_set()
    {
        Transactions transactions = Baskets.Of("a b c");
        Assert.Equal([3L, 3L, 1L], ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = One }).CountsByLength);
        Assert.Equal("{a, b, c} (count 1)", Assert.Single(ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = One, Kind = ItemsetKind.Closed })).ToString());
        Assert.Equal("{a, b, c} (count 1)", Assert.Single(ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = One, Kind = ItemsetKind.Maximal })).ToString());
    }

    [Fact]
    public void An_item_in_every_basket_is_in_every_closed_itemset()
    {
        Itemsets closed = ItemsetMiner.Mine(Baskets.Of("all a", "all b", "all a b", "all"), new MiningOptions { MinSupport = One, Kind = ItemsetKind.Closed });
        Assert.Equal(["{all} (count 4)", "{a, all} (count 2)", "{all, b} (count 2)", "{a, all, b} (count 1)"], closed.Select(set => set.ToString()));
    }

    [Fact]
    public void A_basket_of_28_items_is_counted_by_combinatorics_and_refused_when_all_its_subsets_would_be_stored()
    {
        Transactions transactions = Baskets.Of(string.Join(' ', Enumerable.Range(1, 28)), "1 2 3");
        MiningOptions options = new() { MinSupport = One };
        ItemsetCounts counts = ItemsetMiner.CountByLength(transactions, options);
        Assert.Equal((1L << 28) - 1, counts.Total);
        Assert.Equal(40_116_600L, counts.ByLength[13]);
        MiningLimitException error = Assert.Throws<MiningLimitException>(() => ItemsetMiner.Mine(transactions, options));
        Assert.Equal("MaxItemsets", error.LimitName);
        Assert.Equal(50_000_000, error.Limit);
        Assert.True(error.ItemsetsSoFar <= error.Limit);
        Assert.Equal(error.ItemsetsSoFar, error.CountsByLengthSoFar.Sum());
        Assert.Contains("Raise the minimum support, set a maximum length, or raise MaxItemsets.", error.Message, StringComparison.Ordinal);
        options.MaxLength = 3;
        Assert.Equal([28L, 378L, 3276L], ItemsetMiner.Mine(transactions, options).CountsByLength);
        options.MinLength = 3;
        Assert.Equal(3276, ItemsetMiner.Mine(transactions, options).Count);
    }

    [Fact]
    public void A_basket_of_1110_items_among_normal_ones_does_no_harm()
    {
        IEnumerable<int> huge = Enumerable.Range(0, 1110);
        Transactions transactions = Baskets.Of(Enumerable.Range(0, 500).Select(basket => new[] { basket % 10, basket % 7 + 10, 1110 }.AsEnumerable()).Append(huge));
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(2) };
        string[] expected = ItemsetOracle.Mine(transactions, options);
        Assert.Equal(expected, ItemsetOracle.Lines(ItemsetMiner.Mine(transactions, options)));
        Assert.Equal(expected.Length, ItemsetMiner.CountByLength(transactions, options).Total);
        options.MinSupport = One;
        Assert.Equal("long.MaxValue", Assert.Throws<MiningLimitException>(() => ItemsetMiner.CountByLength(transactions, options)).LimitName);
        Assert.Throws<MiningLimitException>(() => ItemsetMiner.Mine(transactions, options));
        options.MaxLength = 2;
        Assert.Equal([1111L, (1110L * 1109 / 2) + 17], ItemsetMiner.CountByLength(transactions, options).ByLength);
    }

    [Fact]
    public void The_limit_on_itemsets_is_exact()
    {
        Transactions transactions = Baskets.Of("a b c d", "a b", "c d");
        MiningOptions options = new() { MinSupport = One, MaxItemsets = 15 };
        Assert.Equal(15, ItemsetMiner.Mine(transactions, options).Count);
        options.MaxItemsets = 14;
        Assert.Throws<MiningLimitException>(() => ItemsetMiner.Mine(transactions, options));
        Assert.Throws<MiningLimitException>(() => ItemsetMiner.Visit(transactions, options, new Counter()));
        Assert.Equal(15, ItemsetMiner.CountByLength(transactions, options).Total);
    }

    [Fact]
    public void The_limit_on_memory_ends_the_run()
    {
        Transactions transactions = Baskets.Of(Enumerable.Range(0, 2000).Select(basket => Enumerable.Range(0, 20).Where(item => (basket * 7919 >> item & 1) == 0)));
        MiningLimitException error = Assert.Throws<MiningLimitException>(() =>
            ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = One, MaxMemoryBytes = 1 << 20 }));
        Assert.Equal("MaxMemoryBytes", error.LimitName);
        Assert.Equal(1 << 20, error.Limit);
    }

    [Fact]
    public void A_cancelled_run_ends_and_says_so()
    {
        using CancellationTokenSource source = new();
        Transactions transactions = Baskets.Of(Enumerable.Range(0, 60).Select(basket => Enumerable.Range(0, 60).Where(item => item != basket)));
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(20), MaxItemsets = long.MaxValue };
        source.CancelAfter(TimeSpan.FromMilliseconds(50));
        Assert.ThrowsAny<OperationCanceledException>(() => ItemsetMiner.CountByLength(transactions, options, null, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => ItemsetMiner.Mine(transactions, options, null, source.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => ItemsetMiner.Visit(transactions, options, new Counter(), null, source.Token));
    }

    [Fact]
    public void Progress_rises_from_nothing_to_all()
    {
        Recorder progress = new();
        Transactions transactions = Baskets.Of(Enumerable.Range(0, 400).Select(basket => Enumerable.Range(0, 30).Where(item => (basket * 7919 >> item % 11 & 1) == 0)));
        Itemsets itemsets = ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = SupportThreshold.FromShare(0.3m), MaxLength = 4 }, progress);
        Assert.Equal(new MiningProgress(0, 0), progress.Reports[0]);
        Assert.Equal(new MiningProgress(1, itemsets.Count), progress.Reports[^1]);
        Assert.True(progress.Reports.Count > 10);
        Assert.Equal(progress.Reports.OrderBy(report => report.Share), progress.Reports);
    }

    [Fact]
    public void What_a_visitor_throws_comes_out()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() =>
            ItemsetMiner.Visit(Baskets.Of("a b", "a"), new MiningOptions { MinSupport = One }, new Thrower()));
        Assert.Equal("disk full", error.Message);
    }

    [Fact]
    public void Invalid_options_are_reported_together()
    {
        MiningOptions options = new() { MinLength = 0, MaxLength = -1, Kind = (ItemsetKind)7, MaxItemsets = 0, MaxMemoryBytes = 0, MaxThreads = 0 };
        ArgumentException error = Assert.Throws<ArgumentException>(() => ItemsetMiner.Mine(Baskets.Of("a"), options));
        foreach (string wrong in (string[])["MinLength is 0", "MaxLength is -1", "Kind is 7", "MaxItemsets is 0", "MaxMemoryBytes is 0", "MaxThreads is 0"])
        {
            Assert.Contains(wrong, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(6, options.Validate().Count);
        Assert.Empty(new MiningOptions().Validate());
    }

    private sealed class Counter : IItemsetVisitor
    {
        public long Total { get; private set; }

        public void Visit(ReadOnlySpan<int> items, int count) => Total++;
    }

    private sealed class Thrower : IItemsetVisitor
    {
        public void Visit(ReadOnlySpan<int> items, int count) => throw new InvalidOperationException("disk full");
    }

    private sealed class Recorder : IProgress<MiningProgress>
    {
        public List<MiningProgress> Reports { get; } = [];

        public void Report(MiningProgress value) => Reports.Add(value);
    }

    [Fact]
    public void A_basket_of_thousands_of_items_has_more_subsets_than_can_be_counted_and_that_is_no_option_to_be_raised()
    {
        string[] basket = [.. Enumerable.Range(0, 3000).Select(item => $"i{item}")];
        Transactions transactions = Transactions.Create([basket]);

        MiningLimitException limit = Assert.Throws<MiningLimitException>(
            () => ItemsetMiner.CountByLength(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(1) }));

        Assert.DoesNotContain("raise long.MaxValue", limit.Message, StringComparison.Ordinal);
        Assert.EndsWith("Raise the minimum support or set a maximum length.", limit.Message, StringComparison.Ordinal);
        Assert.Equal([3000L, 4_498_500L], limit.CountsByLengthSoFar.Take(2));
    }
}
