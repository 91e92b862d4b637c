using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

/// <summary>Inside a run itemsets take several forms: words of bits, arrays, sorted words; parts of the work are split between threads. None of it may show.</summary>
public class ItemsetFormTests
{
    [Fact]
    public void Few_or_many_frequent_items_give_the_itemsets_of_brute_force() =>
        Prop.ForAll(Baskets.Medium, Gen.Choose(1, 9).ToArbitrary(), Gen.Choose(0, 1).ToArbitrary(), (baskets, copies, times) =>
        {
            // Copies of the baskets under other names: up to some hundred items that never mix; twice as many baskets make counts longer.
            IEnumerable<IEnumerable<int>> all = Enumerable.Range(0, copies).SelectMany(copy => baskets.Select(basket => basket.Select(item => item * 10 + copy)));
            Transactions transactions = Baskets.Of(times == 0 ? all : all.Concat(all).Concat(all));
            MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(Math.Max(2, baskets.Length / 4 * (1 + 2 * times))), MaxThreads = 2 };
            string[] expected = ItemsetOracle.Mine(transactions, options);
            Assert.Equal(expected, ItemsetOracle.Lines(ItemsetMiner.Mine(transactions, options)));
            Assert.Equal(expected.Order(StringComparer.Ordinal), Visits(transactions, options).Order(StringComparer.Ordinal));
            Assert.Equal(expected.Length, ItemsetMiner.CountByLength(transactions, options).Total);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Items_that_have_more_than_64_companions_are_joined_with_all_of_them()
    {
        // Basket b lacks item b: every set of k items is in 90 - k baskets.
        Transactions transactions = Baskets.Of(Enumerable.Range(0, 90).Select(basket => Enumerable.Range(0, 90).Where(item => item != basket)));
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(87) };
        Itemsets itemsets = ItemsetMiner.Mine(transactions, options);
        Assert.Equal([90L, 90L * 89 / 2, 90L * 89 * 88 / 6], itemsets.CountsByLength);
        Assert.All(itemsets, itemset => Assert.Equal(90 - itemset.Length, itemset.Count));
        CheckOrder(itemsets);
        Assert.Equal(ItemsetOracle.Lines(itemsets).Order(StringComparer.Ordinal), Visits(transactions, options).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(60)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(130)]
    public void Items_that_always_come_together_give_all_their_short_subsets_and_one_closed_set(int items)
    {
        Transactions transactions = Baskets.Of(Enumerable.Repeat(Enumerable.Range(0, items), 70).Append([1000]));
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(2), MaxLength = 3 };
        Itemsets itemsets = ItemsetMiner.Mine(transactions, options);
        long[] expected = [items, (long)items * (items - 1) / 2, (long)items * (items - 1) * (items - 2) / 6];
        Assert.Equal(expected.Where(count => count > 0), itemsets.CountsByLength);
        Assert.Equal(expected.Where(count => count > 0), ItemsetMiner.CountByLength(transactions, options).ByLength);
        CheckOrder(itemsets);
        options.MaxLength = null;
        options.Kind = ItemsetKind.Closed;
        Assert.Equal(Enumerable.Range(0, items), Assert.Single(ItemsetMiner.Mine(transactions, options)).Indexes.ToArray());
    }

    [Fact]
    public void Long_results_are_in_order_for_any_number_of_threads()
    {
        Transactions transactions = Baskets.Of(Enumerable.Range(0, 160).Select(basket => Enumerable.Range(0, 22).Where(item => Mix(basket * 31 + item) % 10 < 8)));
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(12), MaxThreads = 1 };
        Itemsets one = ItemsetMiner.Mine(transactions, options);
        Assert.True(one.Count > 100_000, $"{one.Count}");
        CheckOrder(one);
        Assert.Equal(ItemsetMiner.CountByLength(transactions, options).ByLength, one.CountsByLength);
        options.MaxThreads = 3;
        CheckSame(one, ItemsetMiner.Mine(transactions, options));
    }

    [Theory]
    [InlineData(ItemsetKind.All)]
    [InlineData(ItemsetKind.Closed)]
    public void Transactions_prepared_by_several_threads_give_the_same_itemsets(ItemsetKind kind)
    {
        // More than half a million items: enough to be shared between threads; some baskets are empty, some hold one frequent item.
        Transactions transactions = Baskets.Of(Enumerable.Range(0, 60_000).Select(basket =>
            Enumerable.Range(0, Mix(basket) % 20).Select(draw => Mix(basket * 64 + draw) % (10 + Mix(draw) % 3000))));
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(300), Kind = kind, MaxThreads = 1 };
        Itemsets one = ItemsetMiner.Mine(transactions, options);
        Assert.True(one.Count > 100, $"{one.Count}");
        foreach (int threads in (int[])[2, 3])
        {
            options.MaxThreads = threads;
            CheckSame(one, ItemsetMiner.Mine(transactions, options));
            Assert.Equal(one.CountsByLength, ItemsetMiner.CountByLength(transactions, options).ByLength);
        }

        foreach (Itemset itemset in one.Where((_, place) => place % 50 == 0))
        {
            int[] items = itemset.Indexes.ToArray();
            Assert.Equal(itemset.Count, Enumerable.Range(0, transactions.Count).Count(basket => items.All(item => transactions[basket].BinarySearch(item) >= 0)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_run_cancelled_by_its_visitor_hands_on_little_more(int threads)
    {
        using CancellationTokenSource source = new();
        Transactions transactions = Baskets.Of(Enumerable.Range(0, 60).Select(basket => Enumerable.Range(0, 60).Where(item => item != basket)));
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(40), MaxItemsets = long.MaxValue, MaxThreads = threads };
        long after = 0;
        Visitor visitor = new((_, _) =>
        {
            after += source.IsCancellationRequested ? 1 : 0;
            source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => ItemsetMiner.Visit(transactions, options, visitor, null, source.Token));
        Assert.InRange(after, 0, 4096);
    }

    private static void CheckOrder(Itemsets itemsets)
    {
        for (int place = 1; place < itemsets.Count; place++)
        {
            Itemset before = itemsets[place - 1];
            Itemset itemset = itemsets[place];
            int order = before.Length != itemset.Length ? before.Length.CompareTo(itemset.Length)
                : before.Count != itemset.Count ? itemset.Count.CompareTo(before.Count)
                : before.Indexes.SequenceCompareTo(itemset.Indexes);
            if (order >= 0)
            {
                Assert.Fail($"{before} stands before {itemset}");
            }
        }
    }

    private static void CheckSame(Itemsets one, Itemsets other)
    {
        Assert.Equal(one.CountsByLength, other.CountsByLength);
        for (int place = 0; place < one.Count; place++)
        {
            if (one[place].Count != other[place].Count || !one[place].Indexes.SequenceEqual(other[place].Indexes))
            {
                Assert.Fail($"{one[place]} and {other[place]}");
            }
        }
    }

    private static List<string> Visits(Transactions transactions, MiningOptions options)
    {
        List<string> lines = [];
        ItemsetMiner.Visit(transactions, options, new Visitor((items, count) => lines.Add(ItemsetOracle.Line(items, count))));
        return lines;
    }

    private static int Mix(int value) => (int)((uint)(value + 1) * 2654435761u >> 8 ^ (uint)value * 40503u >> 3) & 0xFFFFFF;

    private delegate void Visit(ReadOnlySpan<int> items, int count);

    private sealed class Visitor(Visit visit) : IItemsetVisitor
    {
        public void Visit(ReadOnlySpan<int> items, int count) => visit(items, count);
    }
}
