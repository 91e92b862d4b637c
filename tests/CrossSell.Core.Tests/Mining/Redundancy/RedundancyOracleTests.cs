using System.Globalization;
using CrossSell.Core.Tests.Mining;
using CrossSell.Tests;

namespace CrossSell.Mining.Tests;

/// <summary>The columns "improvement" and "redundant" of complete rule lists by a statistics package.</summary>
public sealed class RedundancyOracleTests
{
    [SharedDataTheory(
        "baskets/groceries.dat.gz", "oracles/rules_groceries_99_c0.1_l10.csv.gz", "oracles/rules_T10I4D100K_500_c0.5_l10.csv.gz",
        "oracles/rules_online_retail_208_c0.5_l10.csv.gz")]
    [InlineData("groceries", 99, "0.1")]
    [InlineData("T10I4D100K", 500, "0.5")]
    [InlineData("online_retail", 208, "0.5")]
    public void Every_rule_of_the_table_agrees(string name, int minCount, string minConfidence)
    {
        Dictionary<string, (double Improvement, bool Redundant)> expected = [];
        using (StreamReader reader = SharedData.OpenText($"oracles/rules_{name}_{minCount}_c{minConfidence}_l10.csv.gz"))
        {
            string[] header = reader.ReadLine()!.Split(',');
            int improvement = Array.IndexOf(header, "improvement"), redundant = Array.IndexOf(header, "redundant");
            while (reader.ReadLine() is { } line)
            {
                string[] cells = line.Split(',');
                string antecedent = string.Join(' ', cells[0].Trim('"').Split(' ').Select(int.Parse).Order());
                expected.Add($"{antecedent} => {cells[1]}", (double.Parse(cells[improvement], CultureInfo.InvariantCulture), bool.Parse(cells[redundant])));
            }
        }

        RuleSet rules = RuleMiner.Mine(Baskets.Read(name), new RuleOptions
        {
            MinSupport = SupportThreshold.FromCount(minCount), MinConfidence = decimal.Parse(minConfidence, CultureInfo.InvariantCulture), MaxLength = 10,
        });
        bool[] found = rules.FindRedundant();
        double?[] improvements = rules.Improvement();

        Assert.Equal(expected.Count, rules.Count);
        for (int at = 0; at < rules.Count; at++)
        {
            string key = $"{string.Join(' ', rules[at].Antecedent)} => {string.Join(' ', rules[at].Consequent)}";
            Assert.Equal(expected[key].Redundant, found[at]);
            Assert.Equal(expected[key].Improvement, improvements[at]!.Value, 1e-9);
        }
    }

    [SharedDataFact("baskets/groceries.dat.gz")]
    public void Of_5668_rules_on_groceries_572_are_redundant()
    {
        RuleSet rules = RuleMiner.Mine(Baskets.Read("groceries"), new RuleOptions { MinSupport = SupportThreshold.FromCount(10), MinConfidence = 0.5m });

        Assert.Equal(5_668, rules.Count);
        Assert.Equal(572, rules.FindRedundant().Count(redundant => redundant));
        Assert.Equal(5_668 - 572, rules.WithoutRedundant().Count);
    }
}
