using CrossSell.Mining;

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
