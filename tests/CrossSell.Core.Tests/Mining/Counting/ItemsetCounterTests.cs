using CrossSell.Mining;
using CrossSell.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class ItemsetCounterTests
{
    [Fact]
    public void Candidates_of_a_hundred_thousand_items_are_counted()
    {
        const int Items = 100_000;
        int[] all = [.. Enumerable.Range(0, Items)];
        Transactions transactions = Transactions.FromEncoded([0, Items, 2 * Items - 1], [.. all, .. all[1..]], [.. all.Select(item => $"{item}")]);
        int[] counts = ItemsetCounter.Count(transactions, [0, Items, 2 * Items - 1], [.. all, .. all[1..]]);
        Assert.Equal([1, 2], counts);
    }

    [Fact]
    public void Counts_are_those_of_looking_into_every_transaction() =>
        Prop.ForAll(Baskets.Small, Itemsets.ToArbitrary(), (baskets, itemsets) =>
        {
            Transactions transactions = Baskets.Of(baskets);
            string[][] ids = [.. itemsets.Select(itemset => itemset.Select(item => $"{item}").ToArray())];
            int[] expected = [.. ids.Select(itemset => baskets.Count(basket => itemset.All(id => basket.Any(item => $"{item}" == id))))];
            Assert.Equal(expected, ItemsetCounter.Count(transactions, ids, new CountingOptions { MaxThreads = 2 }));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void A_transaction_of_some_weight_counts_like_so_many_equal_ones() =>
        Prop.ForAll(Baskets.Small, Itemsets.ToArbitrary(), (baskets, itemsets) =>
        {
            string[][] ids = [.. itemsets.Select(itemset => itemset.Select(item => $"{item}").ToArray())];
            int[] weights = [.. baskets.Select((basket, place) => (basket.Sum() + place) % 4)];
            Transactions repeated = Baskets.Of(baskets.SelectMany((basket, place) => Enumerable.Repeat(basket, weights[place])));
            Assert.Equal(ItemsetCounter.Count(repeated, ids), ItemsetCounter.Count(Baskets.Of(baskets).WithWeights(weights), ids));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [SharedDataTheory("baskets/groceries.dat.gz", "fimi/retail.dat.gz")]
    [InlineData("groceries", 20)]
    [InlineData("retail", 400)]
    public void Frequent_itemsets_get_the_counts_that_they_were_mined_with(string name, int minCount)
    {
        Transactions transactions = Baskets.Read(name);
        Itemsets itemsets = ItemsetMiner.Mine(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(minCount) });
        List<int> starts = [0];
        List<int> items = [];
        foreach (Itemset itemset in itemsets)
        {
            items.AddRange(itemset.Indexes);
            starts.Add(items.Count);
        }

        int[] counts = ItemsetCounter.Count(transactions, starts.ToArray(), items.ToArray());
        Assert.Equal(itemsets.Select(itemset => itemset.Count), counts);
        Assert.Equal(counts, ItemsetCounter.Count(transactions, starts.ToArray(), items.ToArray(), new CountingOptions { MaxThreads = 1 }));
    }

    [Fact]
    public void Odd_itemsets_have_the_counts_that_logic_gives_them()
    {
        Transactions transactions = Baskets.Of("a b c", "a b", "a", "");
        Assert.Equal(
            [4, 3, 2, 0, 0, 2, 1],
            ItemsetCounter.Count(transactions, [[], ["a", "a"], ["b", "a", "b"], ["unknown"], ["a", "unknown"], ["b"], ["c", "b", "a"]]));
        Assert.Empty(ItemsetCounter.Count(transactions, []));
        Assert.Equal([0, 0], ItemsetCounter.Count(Baskets.Of(Array.Empty<string>()), [[], ["a"]]));
    }

    [Fact]
    public void Wrong_input_is_named()
    {
        Transactions transactions = Baskets.Of("a b");
        Assert.Contains("itemset 1", Assert.Throws<ArgumentException>(() => ItemsetCounter.Count(transactions, [["a"], null!])).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Itemset 0", Assert.Throws<ArgumentException>(() => ItemsetCounter.Count(transactions, [["a", null!]])).Message, StringComparison.Ordinal);
        Assert.Contains("index 2", Assert.Throws<ArgumentException>(() => ItemsetCounter.Count(transactions, [0, 1], [2])).Message, StringComparison.Ordinal);
        Assert.Contains("starts[1]", Assert.Throws<ArgumentException>(() => ItemsetCounter.Count(transactions, [0, -1, 1], [1])).Message, StringComparison.Ordinal);
        Assert.Contains("begin with 0", Assert.Throws<ArgumentException>(() => ItemsetCounter.Count(transactions, [0], [1])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "MaxThreads is 0", Assert.Throws<ArgumentException>(() => ItemsetCounter.Count(transactions, [["a"]], new CountingOptions { MaxThreads = 0 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_and_cancellation_end_the_run()
    {
        Transactions transactions = Baskets.Of("a b", "a b");
        MiningLimitException error = Assert.Throws<MiningLimitException>(() => ItemsetCounter.Count(transactions, [["a", "b"]], new CountingOptions { MaxMemoryBytes = 10 }));
        Assert.Equal("MaxMemoryBytes", error.LimitName);
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => ItemsetCounter.Count(transactions, [["a", "b"]], cancellation: cancelled.Token));
    }

    // Any items, known or not, often with common beginnings.
    private static Gen<int[][]> Itemsets { get; } =
        from count in Gen.Choose(0, 60)
        from largest in Gen.Choose(0, 17)
        from itemsets in Gen.Choose(0, 6).SelectMany(length => Gen.Choose(0, largest).ArrayOf(length)).ArrayOf(count)
        select itemsets;
}
