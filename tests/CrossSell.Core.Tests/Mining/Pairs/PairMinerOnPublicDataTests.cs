using System.Globalization;
using CrossSell.Mining;
using CrossSell.Mining.Search;
using CrossSell.Tests;

namespace CrossSell.Core.Tests.Mining;

/// <summary>Pairs of public sets, against counts by other programs.</summary>
public class PairMinerOnPublicDataTests
{
    private const string Invariants = "oracles/pair_invariants.csv";
    private const string TopPairs = "oracles/top_pairs_groceries.csv";
    private static readonly int[] Thresholds = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];

    [SharedDataTheory(Invariants)]
    [InlineData("groceries")]
    [InlineData("retail")]
    [InlineData("T10I4D100K")]
    [InlineData("online_retail")]
    public void Occurrences_and_numbers_of_pairs_at_each_threshold_are_those_of_the_table(string name)
    {
        long[] expected =
        [
            .. File.ReadLines(SharedData.PathOf(Invariants)).Single(line => line.StartsWith(name + ",", StringComparison.Ordinal)).Split(',').Skip(1)
                .Select(cell => long.Parse(cell, CultureInfo.InvariantCulture)),
        ];
        Transactions transactions = Baskets.Read(name);
        PairCounts all = PairMiner.Count(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(1) });
        int[] counts = [.. all.Pairs.Select(pair => pair.Count)];
        long[] seen = [transactions.Count, counts.Sum(count => (long)count), all.Count, .. Thresholds.Select(threshold => counts.LongCount(count => count >= threshold))];
        Assert.Equal(expected, seen);
        foreach (int threshold in Thresholds[3..])
        {
            PairCounts frequent = PairMiner.Count(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(threshold) });
            Assert.Equal(counts.Count(count => count >= threshold), frequent.Count);
        }
    }

    [SharedDataFact(TopPairs)]
    public void The_most_frequent_pairs_of_the_groceries_are_those_of_the_table()
    {
        (int, int, int)[] expected =
        [
            .. File.ReadLines(SharedData.PathOf(TopPairs)).Skip(1).Select(line => line.Split(',').Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
                .Select(cells => (cells[0], cells[1], cells[2])),
        ];
        PairCounts pairs = PairMiner.Count(Baskets.Read("groceries"), new MiningOptions { MinSupport = SupportThreshold.FromCount(1) });
        IEnumerable<(int, int, int)> seen = pairs.Pairs
            .Select(pair => (int.Parse(pairs.ItemIds[pair.First], CultureInfo.InvariantCulture), int.Parse(pairs.ItemIds[pair.Second], CultureInfo.InvariantCulture), pair.Count))
            .OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Item1).ThenBy(pair => pair.Item2);
        Assert.Equal(expected, seen.Take(expected.Length));
    }

    [SharedDataTheory("oracles/itemset_counts.csv")]
    [MemberData(nameof(Rows))]
    public void Numbers_of_items_and_pairs_are_those_of_the_table(string name, int minCount, long items, long pairs)
    {
        MiningOptions options = new() { MinSupport = SupportThreshold.FromCount(minCount), MaxLength = 2 };
        Transactions transactions = Baskets.Read(name);
        long[] expected = pairs > 0 ? [items, pairs] : [items];
        Assert.Equal(expected, ItemsetMiner.CountByLength(transactions, options).ByLength);
        Assert.Equal(expected, ItemsetMiner.Mine(transactions, options).CountsByLength);
    }

    [SharedDataTheory("fimi/retail.dat.gz")]
    [InlineData("retail", 9)]
    [InlineData("online_retail", 20)]
    public void Threads_and_plans_change_not_a_byte(string name, int minCount)
    {
        Transactions transactions = Baskets.Read(name);
        PairCounts one = Count(threads: 1, PairPlan.Usual);
        foreach (int threads in (int[])[2, 3, 7])
        {
            AssertSame(one, Count(threads, PairPlan.Usual));
        }

        AssertSame(one, Count(threads: 3, new PairPlan(700, 0, 0)));
        AssertSame(one, Count(threads: 2, new PairPlan(0, 0, ushort.MaxValue)));

        PairCounts Count(int threads, PairPlan plan) =>
            PairMiner.Count(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(minCount), MaxThreads = threads }, plan);
    }

    public static TheoryData<string, int, long, long> Rows()
    {
        TheoryData<string, int, long, long> rows = [];
        if (!SharedData.Has("oracles/itemset_counts.csv"))
        {
            rows.Add("absent", 0, 0, 0);
            return rows;
        }

        foreach (string[] cells in File.ReadLines(SharedData.PathOf("oracles/itemset_counts.csv")).Skip(1).Select(line => line.Split(',')))
        {
            rows.Add(cells[0], int.Parse(cells[2], CultureInfo.InvariantCulture), Number(cells[5]), Number(cells[6]));
        }

        return rows;

        static long Number(string cell) => cell.Length == 0 ? 0 : long.Parse(cell, CultureInfo.InvariantCulture);
    }

    private static void AssertSame(PairCounts expected, PairCounts actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int item = 0; item < expected.ItemIds.Count; item++)
        {
            Assert.True(expected.PartnersOf(item).SequenceEqual(actual.PartnersOf(item)));
            Assert.True(expected.CountsOf(item).SequenceEqual(actual.CountsOf(item)));
            Assert.Equal(expected.SupportOf(item), actual.SupportOf(item));
        }
    }
}
