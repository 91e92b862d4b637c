using CrossSell.Core.Tests.Mining;

namespace CrossSell.Mining.Tests;

public sealed class RuleSignificanceTests
{
    private static readonly RuleOptions AllPairs = new() { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0, MaxLength = 2 };

    [Fact]
    public void In_200_sets_of_pure_chance_hardly_any_has_a_false_rule()
    {
        int falseSets = 0, falseWithoutCare = 0;
        double tests = RuleSearchSpace.CountRules(items: 12, maxLength: 2);
        for (int seed = 0; seed < 200; seed++)
        {
            RuleSet rules = RuleMiner.Mine(PlantedBaskets.Draw(seed, baskets: 150, items: 12, share: 0.25), AllPairs);
            falseSets += Math.Sign(rules.Significant(0.05, SignificanceTest.Fisher, PValueAdjustment.Bonferroni, tests).Count);
            falseWithoutCare += Math.Sign(rules.Significant(0.05, SignificanceTest.Fisher, PValueAdjustment.None).Count);
        }

        Assert.InRange(falseSets, 0, 10); // alpha is 10 of 200
        Assert.InRange(falseWithoutCare, 150, 200); // the same data without the correction
    }

    [Fact]
    public void Planted_pairs_are_found_and_nothing_else()
    {
        Transactions transactions = PlantedBaskets.Draw(seed: 7, baskets: 1_000, items: 20, share: 0.2, (0, 1), (2, 3), (4, 5));
        RuleSet rules = RuleMiner.Mine(transactions, AllPairs);
        string[] found = [.. rules.Significant(0.01, tests: RuleSearchSpace.CountRules(20, 2)).Select(rule => $"{rule.Antecedent[0]}-{rule.Consequent[0]}")];

        Assert.Equal(["0-1", "1-0", "2-3", "3-2", "4-5", "5-4"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Pairs_that_avoid_each_other_are_found_by_the_other_tail()
    {
        // a and b never meet in 60 baskets although each is in 30; c is in every other basket of both.
        RuleSet rules = RuleMiner.Mine(
            Baskets.Of([.. Enumerable.Range(0, 60).Select(i => (i < 30 ? "a" : "b") + (i % 2 == 0 ? " c" : "") + (i == 59 ? " a" : ""))]), AllPairs);
        RuleSet negative = rules.Significant(0.05, SignificanceTest.FisherNegative);

        Assert.Equal(["a => b", "b => a"], negative.Select(rule => $"{rule.Antecedent[0]} => {rule.Consequent[0]}").Order(StringComparer.Ordinal));
        Assert.Empty(rules.Significant(0.05, SignificanceTest.Fisher));
    }

    [Fact]
    public void A_rule_that_is_surer_only_by_luck_is_not_productive()
    {
        // milk follows bread; tea is drawn apart from both, so "bread and tea => milk" is as sure as chance makes it.
        Transactions transactions = PlantedBaskets.Draw(seed: 3, baskets: 2_000, items: 6, share: 0.3, (0, 1));
        RuleSet rules = RuleMiner.Mine(transactions, new RuleOptions { MinSupport = SupportThreshold.FromCount(5), MinConfidence = 0.1m, MaxLength = 3 });
        string[] productive = [.. rules.Productive(transactions).Select(rule => $"{string.Join('+', rule.Antecedent)} => {rule.Consequent[0]}")];

        Assert.Equal(["0 => 1", "1 => 0"], productive.Order(StringComparer.Ordinal));
        Assert.True(rules.Significant().Count > 2, "Fisher's test of the whole rule alone keeps the longer ones.");
    }

    [Fact]
    public void Productivity_p_values_are_those_of_the_tables_counted_from_baskets()
    {
        Transactions transactions = PlantedBaskets.Draw(seed: 5, baskets: 120, items: 6, share: 0.5, (0, 1), (2, 3));
        RuleSet rules = RuleMiner.Mine(
            transactions, new RuleOptions { MinSupport = SupportThreshold.FromCount(2), MinConfidence = 0.2m, MaxLength = 4, MaxConsequent = 2, AllowEmptyAntecedent = true });
        HashSet<int>[] rows = [.. Baskets.ToArrays(transactions).Select(row => row.ToHashSet())];
        double[] actual = rules.ProductivityPValues(transactions);

        for (int place = 0; place < rules.Count; place++)
        {
            int[] antecedent = rules[place].AntecedentIndexes.ToArray(), consequent = rules[place].ConsequentIndexes.ToArray();
            double expected = antecedent.Length == 0 ? 1 : antecedent.Max(item =>
            {
                HashSet<int>[] withRest = [.. rows.Where(row => antecedent.Where(other => other != item).All(row.Contains))];
                return Numerics.Tests.ExactHypergeometric.Of(Cell(true, true), Cell(true, false), Cell(false, true), Cell(false, false)).Upper;

                long Cell(bool holdsItem, bool holdsConsequent) =>
                    withRest.Count(row => row.Contains(item) == holdsItem && consequent.All(row.Contains) == holdsConsequent);
            });
            Assert.Equal(expected, actual[place], 1e-10);
        }
    }

    [Fact]
    public void Other_transactions_and_levels_that_are_none_are_refused()
    {
        Transactions transactions = Baskets.Of("a b", "a");
        RuleSet rules = RuleMiner.Mine(transactions, AllPairs);

        Assert.Contains("they must be those that were mined", Assert.Throws<ArgumentException>(() => rules.ProductivityPValues(Baskets.Of("a b"))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => rules.ProductivityPValues(Baskets.Of("a c", "a"))); // other items, as many
        Assert.Contains("alpha is 0;", Assert.Throws<ArgumentOutOfRangeException>(() => rules.Significant(0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Productive(transactions, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.Significant(tests: 1));
    }
}
