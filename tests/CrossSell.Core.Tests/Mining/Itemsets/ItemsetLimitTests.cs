using CrossSell.Mining;
using CrossSell.Mining.Search;

namespace CrossSell.Core.Tests.Mining;

/// <summary>What a run that meets a limit tells of what it had found.</summary>
public class ItemsetLimitTests
{
    // 2,000 baskets of 30 of 100 items: counters of items fit into some kilobytes, the baskets do not.
    private static readonly Transactions _baskets = Baskets.Of(
        Enumerable.Range(0, 2_000).Select(basket => Enumerable.Range(0, 30).Select(place => ((basket * 7) + (place * place)) % 100)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Frequent_items_are_told_when_the_baskets_do_not_fit_into_memory(bool isCounted)
    {
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(2), MaxMemoryBytes = 20_000, MaxThreads = 1 };
        int items = ItemsetMiner.Mine(_baskets, new MiningOptions { MinSupport = SupportThreshold.FromCount(2), MaxLength = 1 }).Count;
        MiningLimitException limit = Refused(options, isCounted);
        Assert.Equal([items], limit.CountsByLengthSoFar);
        Assert.Equal(items, limit.ItemsetsSoFar);
        Assert.DoesNotContain("before anything is found", limit.Message, StringComparison.Ordinal);
        options.Kind = ItemsetKind.Closed;
        Assert.Empty(Refused(options, isCounted).CountsByLengthSoFar); // An item may not be closed.
    }

    [Fact]
    public void A_limit_met_before_items_are_counted_says_that_nothing_was_found()
    {
        MiningLimitException limit = Refused(new MiningOptions { MinSupport = SupportThreshold.FromCount(2), MaxMemoryBytes = 10 }, isCounted: false);
        Assert.Empty(limit.CountsByLengthSoFar);
        Assert.Contains("bytes are needed before anything is found, more than MaxMemoryBytes = 10 allows", limit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Counting_that_meets_the_limit_of_memory_tells_what_it_had_counted()
    {
        // Twenty items that come together in the first task's rows, so that something is counted, and rows enough below to need memory.
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(2), MaxThreads = 1 };
        for (long bytes = 1 << 16; ; bytes += 1 << 12)
        {
            options.MaxMemoryBytes = bytes;
            MiningLimitException limit = Refused(options, isCounted: true);
            if (limit.CountsByLengthSoFar.Count > 1)
            {
                Assert.Equal(100, limit.CountsByLengthSoFar[0]);
                Assert.True(limit.ItemsetsSoFar > 100);
                return;
            }
        }
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(5, 16)]
    [InlineData(1 << 28, 1 << 29)]
    [InlineData((1 << 28) + 1, 1 << 30)]
    [InlineData(7 << 27, 1 << 30)]
    public void Tables_have_two_slots_an_entry_while_an_array_holds_them(int entries, int slots) => Assert.Equal(slots, HashSlots.For(entries));

    [Theory]
    [InlineData((7 << 27) + 1)]
    [InlineData(int.MaxValue)]
    public void More_entries_than_a_table_holds_are_refused(int entries) => Assert.Throws<MiningLimitException>(() => HashSlots.For(entries));

    [Theory]
    [InlineData(ItemsetKind.All)]
    [InlineData(ItemsetKind.Closed)]
    public void Any_number_of_threads_may_be_allowed(ItemsetKind kind)
    {
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(200), Kind = kind, MaxThreads = 1 };
        string[] one = [.. ItemsetMiner.Mine(_baskets, options).Select(itemset => itemset.ToString())];
        long counted = ItemsetMiner.CountByLength(_baskets, options).Total;
        options.MaxThreads = int.MaxValue;
        Assert.Equal(one, ItemsetMiner.Mine(_baskets, options).Select(itemset => itemset.ToString()));
        Assert.Equal(counted, ItemsetMiner.CountByLength(_baskets, options).Total);
        Assert.Equal(one.Length, counted);
    }

    [Fact]
    public void A_result_that_is_kept_has_no_more_itemsets_than_an_int_counts()
    {
        Transactions equal = Baskets.Of(Enumerable.Repeat(Enumerable.Range(0, 40), 2));
        MiningLimitException limit = Assert.Throws<MiningLimitException>(() => ItemsetMiner.Mine(
            equal, new MiningOptions { MinSupport = SupportThreshold.FromCount(2), MaxItemsets = long.MaxValue, MinLength = 20, MaxMemoryBytes = long.MaxValue }));
        Assert.Equal(int.MaxValue, limit.Limit);
        Assert.Contains("hand the itemsets to a visitor", limit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Itemsets_that_wait_for_a_visitor_count_as_memory_until_they_are_delivered()
    {
        const int Limit = 80_000;
        MiningRun run = new(new MiningOptions { MaxMemoryBytes = Limit, MaxThreads = 1 }, progress: null, cancellation: default);
        List<string> visited = [];
        OrderedDelivery delivery = new(new Visitor(visited), run);
        VisitingReceiver ahead = new(delivery, run);
        ahead.BeginTask(1);
        ahead.Take([1, 2], 5);
        ahead.EndTask(1);
        Assert.Empty(visited);
        Assert.Throws<MiningLimitException>(() => run.AddMemory(Limit));
        run.AddMemory(-Limit);
        VisitingReceiver first = new(delivery, run);
        first.BeginTask(0);
        first.Take([0], 7);
        first.EndTask(0);
        Assert.Equal(["0:7", "1 2:5"], visited);
        run.AddMemory(Limit);
    }

    [Theory]
    [InlineData(ItemsetKind.All)]
    [InlineData(ItemsetKind.Closed)]
    public void A_visitor_gets_the_same_in_little_memory(ItemsetKind kind)
    {
        Assert.Equal(Visited(1, long.MaxValue), Visited(4, 40_000_000));

        List<string> Visited(int threads, long bytes)
        {
            List<string> visited = [];
            ItemsetMiner.Visit(
                _baskets,
                new MiningOptions { MinSupport = SupportThreshold.FromCount(60), MaxLength = 4, Kind = kind, MaxThreads = threads, MaxMemoryBytes = bytes },
                new Visitor(visited));
            return visited;
        }
    }

    [Fact]
    public void The_copy_of_the_baskets_for_closed_itemsets_counts_as_memory()
    {
        // 60,000 items in baskets without equals: 8 bytes each for the baskets as the search has them, 12 more for the copy.
        Transactions sparse = Baskets.Of(Enumerable.Range(0, 3_000).Select(basket => Enumerable.Range(0, 20).Select(place => ((basket * 7) + (place * place * basket)) % 1_009)));
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(40), MaxThreads = 1, MaxMemoryBytes = 900_000 };
        Assert.NotEmpty(ItemsetMiner.Mine(sparse, options));
        options.Kind = ItemsetKind.Closed;
        Assert.Throws<MiningLimitException>(() => ItemsetMiner.Mine(sparse, options));
        options.MaxMemoryBytes = 2_000_000;
        Assert.NotEmpty(ItemsetMiner.Mine(sparse, options));
    }

    private sealed class Visitor(List<string> visited) : IItemsetVisitor
    {
        public void Visit(ReadOnlySpan<int> items, int count) => visited.Add($"{string.Join(' ', items.ToArray())}:{count}");
    }

    private static MiningLimitException Refused(MiningOptions options, bool isCounted) => Assert.Throws<MiningLimitException>(() =>
    {
        if (isCounted)
        {
            ItemsetMiner.CountByLength(_baskets, options);
        }
        else
        {
            ItemsetMiner.Mine(_baskets, options);
        }
    });
}
