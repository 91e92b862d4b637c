using System.Globalization;
using CrossSell.Mining;
using CrossSell.Tests;

namespace CrossSell.Core.Tests.Mining;

/// <summary>Complete rule lists and pair counts on public sets, against tables on which independent programs agree.</summary>
public class RuleMinerOnPublicDataTests
{
    [SharedDataTheory("oracles/rules_groceries_99_c0.1_l10.csv.gz", "oracles/rules_T10I4D100K_500_c0.5_l10.csv.gz", "oracles/rules_online_retail_208_c0.5_l10.csv.gz")]
    [InlineData("groceries", 99, "0.1")]
    [InlineData("T10I4D100K", 500, "0.5")]
    [InlineData("online_retail", 208, "0.5")]
    public void Rules_and_their_counts_are_exactly_those_of_the_table(string name, int minCount, string minConfidence)
    {
        using StreamReader reader = SharedData.OpenText($"oracles/rules_{name}_{minCount}_c{minConfidence}_l10.csv.gz");
        reader.ReadLine();
        List<string> expected = [];
        while (reader.ReadLine() is string line)
        {
            string[] cells = line.Split(',');
            int[] antecedent = [.. cells[0].Trim('"').Split(' ').Select(int.Parse).Order()];
            expected.Add($"{string.Join(' ', antecedent)} => {cells[1]}: n11={cells[2]} n10={cells[3]} n01={cells[4]} n00={cells[5]}");
        }

        RuleSet rules = RuleMiner.Mine(Baskets.Read(name), new RuleOptions
        {
            MinSupport = SupportThreshold.FromCount(minCount),
            MinConfidence = decimal.Parse(minConfidence, CultureInfo.InvariantCulture),
            MaxLength = 10,
        });
        string[] found = [.. rules.Select(rule => $"{string.Join(' ', rule.Antecedent)} => {string.Join(' ', rule.Consequent)}: {rule.Counts}")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [SharedDataTheory("baskets/groceries.dat.gz")]
    [InlineData(1, 5_668)]
    [InlineData(10, 5_829)]
    public void Longer_consequents_add_the_rules_that_three_programs_found(int maxConsequent, int expected) =>
        Assert.Equal(expected, RuleMiner.Mine(
            Baskets.Read("groceries"), new RuleOptions { MinSupport = SupportThreshold.FromCount(10), MinConfidence = 0.5m, MaxConsequent = maxConsequent }).Count);

    [SharedDataTheory("oracles/pair_invariants.csv")]
    [InlineData("groceries")]
    [InlineData("retail")]
    [InlineData("T10I4D100K")]
    [InlineData("online_retail")]
    public void Pair_counts_are_those_of_the_table(string name)
    {
        string[] row = File.ReadLines(SharedData.PathOf("oracles/pair_invariants.csv")).Select(line => line.Split(',')).Single(cells => cells[0] == name);
        Transactions transactions = Baskets.Read(name);
        PairCounter counter = new();
        ItemsetMiner.Visit(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(1), MinLength = 2, MaxLength = 2 }, counter);
        Assert.Equal(row[2], $"{counter.Occurrences}");
        Assert.Equal(row[3], $"{counter.Counts.Count}");
        int[] thresholds = [1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000];
        Assert.Equal(row[4..], thresholds.Select(threshold => $"{counter.Counts.Count(count => count >= threshold)}"));
        Assert.Equal(
            row[9], // counting alone takes another way
            $"{ItemsetMiner.CountByLength(transactions, new MiningOptions { MinSupport = SupportThreshold.FromCount(20), MinLength = 2, MaxLength = 2 }).Total}");
    }

    [SharedDataFact("oracles/top_pairs_groceries.csv")]
    public void The_most_frequent_pairs_are_those_of_the_table()
    {
        string[] expected = [.. File.ReadLines(SharedData.PathOf("oracles/top_pairs_groceries.csv")).Skip(1)];
        Itemsets pairs = ItemsetMiner.Mine(
            Baskets.Read("groceries"), new MiningOptions { MinSupport = SupportThreshold.FromCount(5), MinLength = 2, MaxLength = 2 });
        Assert.Equal(expected, pairs.Take(expected.Length).Select(pair => $"{pair.Items[0]},{pair.Items[1]},{pair.Count}"));
    }

    private sealed class PairCounter : IItemsetVisitor
    {
        public List<int> Counts { get; } = [];

        public long Occurrences { get; private set; }

        public void Visit(ReadOnlySpan<int> items, int count)
        {
            Assert.Equal(2, items.Length);
            Counts.Add(count);
            Occurrences += count;
        }
    }
}
