using System.Numerics;
using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class ItemsetVisitorTests
{
    [Fact]
    public void A_visitor_of_many_at_once_sees_the_itemsets_of_a_visitor_of_single_ones() =>
        Prop.ForAll(Gen.Choose(0, 1 << 20).ToArbitrary(), seed =>
        {
            Transactions transactions = Transactions.Create(Enumerable.Range(0, 40).Select(row => (IReadOnlyCollection<string>)
                [.. Enumerable.Range(0, 12).Where(item => ((uint)((seed + (row * 13) + 1) * ((item * 31) + 7)) >> 3) % 5 < 3).Select(item => $"i{item}")]));
            foreach (int threads in new[] { 1, 3 })
            {
                MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(6), MaxThreads = threads };
                One one = new();
                Many many = new();
                ItemsetMiner.Visit(transactions, options, one);
                ItemsetMiner.Visit(transactions, options, many);
                Assert.Equal(one.Seen, many.Seen);
                Assert.Equal(ItemsetMiner.CountByLength(transactions, options).Total, one.Seen.Count);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void A_dense_set_comes_many_at_once()
    {
        Transactions transactions = Transactions.Create(Enumerable.Repeat((IReadOnlyCollection<string>)[.. Enumerable.Range(0, 12).Select(item => $"i{item}")], 5));
        Many many = new();
        ItemsetMiner.Visit(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(5), MaxThreads = 1 }, many);
        Assert.Equal((1 << 12) - 1, many.Seen.Count);
        Assert.InRange(many.Calls, 1, many.Seen.Count / 10);
    }

    private sealed class One : IItemsetVisitor
    {
        public List<string> Seen { get; } = [];

        public void Visit(ReadOnlySpan<int> items, int count) => Seen.Add($"{string.Join(' ', items.ToArray())}: {count}");
    }

    private sealed class Many : IItemsetVisitor
    {
        public List<string> Seen { get; } = [];

        public int Calls { get; private set; }

        public void Visit(ReadOnlySpan<int> items, int count)
        {
            Calls++;
            Seen.Add($"{string.Join(' ', items.ToArray())}: {count}");
        }

        public void VisitMany(ReadOnlySpan<int> items, ReadOnlySpan<ulong> itemsets, ReadOnlySpan<int> counts)
        {
            Calls++;
            for (int i = 0; i < itemsets.Length; i++)
            {
                ulong word = itemsets[i];
                Assert.NotEqual(0UL, word);
                int[] itemset = [.. items.ToArray().Where((_, place) => (word >> place & 1) != 0).Reverse()];
                Assert.Equal(BitOperations.PopCount(word), itemset.Length);
                Seen.Add($"{string.Join(' ', itemset)}: {counts[i]}");
            }
        }
    }
}
