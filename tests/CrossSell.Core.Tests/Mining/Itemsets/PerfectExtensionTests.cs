using CrossSell.Mining;
using CrossSell.Mining.Search;

namespace CrossSell.Core.Tests.Mining;

/// <summary>Items that always come together: their unions are very many, and only those of the lengths asked for may cost time.</summary>
public class PerfectExtensionTests
{
    [Theory]
    [InlineData(60, 60, null, 1)]
    [InlineData(60, 59, null, 61)]
    [InlineData(60, 58, 59, 1_830)]
    [InlineData(64, 62, null, 2_081)]
    [InlineData(70, 70, null, 1)]
    [InlineData(70, 69, null, 71)]
    [InlineData(70, 68, 69, 2_485)]
    [InlineData(2_000, 2_000, null, 1)]
    [InlineData(300, 299, null, 301)]
    public void Long_itemsets_of_equal_baskets_are_found_without_the_short_ones(int items, int minLength, int? maxLength, int expected)
    {
        Transactions baskets = Baskets.Of(Enumerable.Repeat(Enumerable.Range(0, items), 2));
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(2), MinLength = minLength, MaxLength = maxLength };
        Assert.Equal(expected, ItemsetMiner.Mine(baskets, options).Count);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(70)]
    public void Lengths_choose_among_the_itemsets_of_any_length(int others)
    {
        // Ten items that always come together, five more with them in most baskets, and others now and then.
        IEnumerable<int>[] baskets = [.. Enumerable.Range(0, 40).Select(basket => Enumerable.Range(0, basket % 5 == 0 ? 10 : 15)
            .Concat(Enumerable.Range(0, others).Where(other => (basket + (other * other)) % 13 == 0).Select(other => 20 + other)))];
        Transactions transactions = Baskets.Of(baskets);
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(4), MaxThreads = 2 };
        string[] all = Lines(ItemsetMiner.Mine(transactions, options));
        for (int least = 1; least <= 17; least += 4)
        {
            foreach (int? most in new int?[] { null, least, least + 2 })
            {
                options.MinLength = least;
                options.MaxLength = most;
                string[] expected = [.. all.Where(line => line.Count(letter => letter == ',') + 1 is int length && length >= least && !(length > most))];
                Assert.Equal(expected, Lines(ItemsetMiner.Mine(transactions, options)));
            }
        }
    }

    [Fact]
    public void A_run_whose_unions_fit_the_limit_is_not_ended_beforehand()
    {
        // Beside 40 items that are in all baskets: those of r with q hold p as well. One extension is new there, and nothing comes behind. The others, each now
        // and then with r, are only there to make the search go that far down.
        const int R = 40, Q = 41, P = 42, Others = 43, OthersCount = 20;
        int[] others = [.. Enumerable.Range(Others, OthersCount)];
        int[][] besides =
        [
            [R, Q, P], [R, Q, P], [R, P], .. others.SelectMany(other => Enumerable.Repeat<int[]>([R, other], 2)),
            .. Enumerable.Repeat(others, 60), .. Enumerable.Repeat<int[]>([Q, P], 80),
        ];
        Transactions baskets = Baskets.Of(besides.Select(basket => Enumerable.Range(0, 40).Concat(basket)));
        bool[] isPivot = [.. baskets.ItemIds.Select(id => id == "40")];
        SearchFocus focus = new([.. isPivot.Select(_ => true)], isPivot);
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(2), MaxLength = 5, MaxThreads = 1 };
        int all = Mine().Count;
        options.MaxItemsets = all;
        Assert.Equal(all, Mine().Count);
        options.MaxItemsets--;
        Assert.Throws<MiningLimitException>(Mine);

        Itemsets Mine() => ItemsetMiner.MineFocused(baskets, options, focus, progress: null, cancellation: default);
    }

    [Fact]
    public void A_run_of_far_too_many_unions_is_ended_before_they_are_made()
    {
        Transactions baskets = Baskets.Of(Enumerable.Repeat(Enumerable.Range(0, 500), 2));
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(2), MinLength = 250, MaxItemsets = 1_000_000_000 };
        MiningLimitException limit = Assert.Throws<MiningLimitException>(() => ItemsetMiner.Mine(baskets, options));
        Assert.Equal(nameof(MiningOptions.MaxItemsets), limit.LimitName);
        Assert.Equal(0, limit.ItemsetsSoFar);
    }

    private static string[] Lines(Itemsets itemsets) => [.. itemsets.Select(itemset => $"{string.Join(',', itemset.Indexes.ToArray())}:{itemset.Count}")];
}
