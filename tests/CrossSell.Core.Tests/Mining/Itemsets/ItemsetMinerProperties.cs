using CrossSell.Benchmarks.Baselines;
using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class ItemsetMinerProperties
{
    [Theory]
    [InlineData(ItemsetKind.All, 1)]
    [InlineData(ItemsetKind.All, 2)]
    [InlineData(ItemsetKind.Closed, 1)]
    [InlineData(ItemsetKind.Closed, 3)]
    [InlineData(ItemsetKind.Maximal, 1)]
    [InlineData(ItemsetKind.Maximal, 2)]
    public void Itemsets_are_those_of_brute_force_in_the_promised_order(ItemsetKind kind, int minLength) =>
        Prop.ForAll(Baskets.Small, Gen.Choose(1, 12).ToArbitrary(), Gen.Choose(1, 5).ToArbitrary(), (baskets, minCount, maxLength) =>
        {
            Transactions transactions = Baskets.Of(baskets);
            MiningOptions options = new()
            {
                MinSupport = SupportThreshold.FromCount(minCount),
                Kind = kind,
                MinLength = minLength,
                MaxLength = maxLength == 5 ? null : Math.Max(minLength, maxLength),
                MaxThreads = 2,
            };
            string[] expected = ItemsetOracle.Mine(transactions, options);
            Assert.Equal(expected, ItemsetOracle.Lines(ItemsetMiner.Mine(transactions, options)));
            CheckCounts(transactions, options, expected);
            CheckVisits(transactions, options, expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Theory]
    [InlineData(ItemsetKind.All, 5)]
    [InlineData(ItemsetKind.Closed, 15)]
    [InlineData(ItemsetKind.Maximal, 15)]
    public void Itemsets_of_larger_baskets_are_those_of_brute_force(ItemsetKind kind, int smallestShare) =>
        Prop.ForAll(Baskets.Medium, Gen.Choose(smallestShare, 40).ToArbitrary(), (baskets, share) =>
        {
            Transactions transactions = Baskets.Of(baskets);
            MiningOptions options = new()
            {
                MinSupport = SupportThreshold.FromCount(Math.Max(2, baskets.Length * share / 100)), Kind = kind, MaxThreads = 2,
            };
            string[] expected = ItemsetOracle.Mine(transactions, options);
            Assert.Equal(expected, ItemsetOracle.Lines(ItemsetMiner.Mine(transactions, options)));
            CheckCounts(transactions, options, expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(null)]
    public void Itemsets_of_sparse_baskets_with_many_items_are_those_of_brute_force_weighted_or_repeated(int? maxLength) =>
        Prop.ForAll(Gen.Choose(30, 70).ToArbitrary(), Gen.Choose(2, 5).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (itemCount, minCount, seed) =>
        {
            System.Random random = new(seed);
            int[][] baskets = [.. Enumerable.Range(0, 250).Select(_ => Enumerable.Range(0, itemCount).Where(item => random.Next(itemCount) < (item % 9 == 0 ? 20 : 6)).ToArray())];
            int[] weights = [.. baskets.Select(_ => 1 + (random.Next(4) / 3))];
            MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(minCount), MaxLength = maxLength, MaxThreads = 2 };
            Transactions repeated = Baskets.Of(baskets.SelectMany((basket, at) => Enumerable.Repeat(basket, weights[at])));
            string[] expected = ItemsetOracle.Mine(repeated, options);
            Assert.Equal(expected, ItemsetOracle.Lines(ItemsetMiner.Mine(repeated, options)));
            Assert.Equal(expected, ItemsetOracle.Lines(ItemsetMiner.Mine(Baskets.Of(baskets).WithWeights(weights), options)));
            CheckCounts(repeated, options, expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(8));

    [Fact]
    public void Both_naive_miners_agree() =>
        Prop.ForAll(Baskets.Small, Gen.Choose(1, 8).ToArbitrary(), (baskets, minCount) =>
        {
            int[][] distinct = [.. baskets.Select(basket => basket.Distinct().ToArray())];
            List<string> eclat = [];
            NaiveEclat.Mine(distinct, minCount, (items, count) => eclat.Add(ItemsetOracle.Line([.. items], count)));
            List<string> apriori = [.. NaiveApriori.Mine(distinct, minCount, maxLength: 4).Select(set => ItemsetOracle.Line(set.Items, set.Count))];
            Assert.Equal(
                eclat.Where(line => line.Split(' ').Length <= 5).Order(StringComparer.Ordinal), apriori.Order(StringComparer.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void Support_falls_as_itemsets_grow() =>
        Prop.ForAll(Baskets.Small, Gen.Choose(1, 6).ToArbitrary(), (baskets, minCount) =>
        {
            Itemsets itemsets = ItemsetMiner.Mine(Baskets.Of(baskets), new MiningOptions { MinSupport = SupportThreshold.FromCount(minCount) });
            foreach (Itemset itemset in itemsets.Where(itemset => itemset.Length > 1))
            {
                for (int left = 0; left < itemset.Length; left++)
                {
                    int[] subset = [.. itemset.Indexes.ToArray().Where((_, at) => at != left)];
                    Assert.True(itemsets.TryGetCount(subset, out int count));
                    Assert.True(count >= itemset.Count);
                }
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void Doubling_all_baskets_doubles_all_counts() =>
        Prop.ForAll(Baskets.Small, Gen.Choose(1, 6).ToArbitrary(), (baskets, minCount) =>
        {
            Itemsets once = ItemsetMiner.Mine(Baskets.Of(baskets), new MiningOptions { MinSupport = SupportThreshold.FromCount(minCount) });
            Itemsets twice = ItemsetMiner.Mine(
                Baskets.Of(baskets.Concat(baskets)), new MiningOptions { MinSupport = SupportThreshold.FromCount(2 * minCount) });
            Assert.Equal(
                once.Select(itemset => ItemsetOracle.Line(itemset.Indexes, 2 * itemset.Count)), ItemsetOracle.Lines(twice));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Theory]
    [InlineData(ItemsetKind.All)]
    [InlineData(ItemsetKind.Closed)]
    [InlineData(ItemsetKind.Maximal)]
    public void Order_of_baskets_and_number_of_threads_change_nothing(ItemsetKind kind) =>
        Prop.ForAll(Baskets.Medium, Gen.Choose(0, int.MaxValue).ToArbitrary(), (baskets, seed) =>
        {
            MiningOptions options = new() { MinSupport = SupportThreshold.FromShare(0.2m), Kind = kind, MaxThreads = 1 };
            string[] one = ItemsetOracle.Lines(ItemsetMiner.Mine(Baskets.Of(baskets), options));
            int[][] shuffled = [.. baskets];
            new System.Random(seed).Shuffle(shuffled);
            options.MaxThreads = 5;
            Assert.Equal(one, ItemsetOracle.Lines(ItemsetMiner.Mine(Baskets.Of(shuffled), options)));
            List<string> visitsByOne = Visits(Baskets.Of(baskets), options);
            options.MaxThreads = 1;
            Assert.Equal(visitsByOne, Visits(Baskets.Of(baskets), options));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void A_product_that_nobody_buys_changes_nothing() =>
        Prop.ForAll(Baskets.Small, Gen.Choose(1, 6).ToArbitrary(), (baskets, minCount) =>
        {
            Transactions without = Baskets.Of(baskets);
            MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(minCount) };
            Transactions with = Transactions.FromEncoded(without.Starts.ToArray(), without.Items.ToArray(), [.. without.ItemIds, "nobody buys this"]);
            Assert.Equal(ItemsetOracle.Lines(ItemsetMiner.Mine(without, options)), ItemsetOracle.Lines(ItemsetMiner.Mine(with, options)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static void CheckCounts(Transactions transactions, MiningOptions options, string[] expected)
    {
        ItemsetCounts counts = ItemsetMiner.CountByLength(transactions, options);
        long[] lengths = new long[expected.Length == 0 ? 0 : expected[^1].Split(' ').Length - 1];
        foreach (string line in expected)
        {
            lengths[line.Split(' ').Length - 2]++;
        }

        Assert.Equal(lengths, counts.ByLength);
        Assert.Equal(expected.Length, counts.Total);
    }

    private static void CheckVisits(Transactions transactions, MiningOptions options, string[] expected) =>
        Assert.Equal(expected.Order(StringComparer.Ordinal), Visits(transactions, options).Order(StringComparer.Ordinal));

    private static List<string> Visits(Transactions transactions, MiningOptions options)
    {
        Recorder recorder = new();
        ItemsetMiner.Visit(transactions, options, recorder);
        return recorder.Lines;
    }

    private sealed class Recorder : IItemsetVisitor
    {
        public List<string> Lines { get; } = [];

        public void Visit(ReadOnlySpan<int> items, int count) => Lines.Add(ItemsetOracle.Line(items, count));
    }
}
