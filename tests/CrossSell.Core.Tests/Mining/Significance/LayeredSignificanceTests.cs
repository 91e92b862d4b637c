using CrossSell.Core.Tests.Mining;

namespace CrossSell.Mining.Tests;

public sealed class LayeredSignificanceTests
{
    private const int Items = 12;

    [Theory]
    [InlineData(PValueAdjustment.Bonferroni)]
    [InlineData(PValueAdjustment.Holm)]
    public void In_200_sets_of_pure_chance_hardly_any_has_a_false_rule_however_the_rules_were_chosen(PValueAdjustment adjustment)
    {
        int falseSets = 0, falseAmongThoseFound = 0;
        RuleOptions choosy = new() { MinSupport = SupportThreshold.FromCount(8), MinConfidence = 0, MinLift = 1.3, MaxLength = 3 };
        for (int seed = 0; seed < 200; seed++)
        {
            RuleSet rules = RuleMiner.Mine(PlantedBaskets.Draw(seed, baskets: 150, Items, share: 0.25), choosy);
            double[] adjusted = rules.LayeredPValues(length => RuleSearchSpace.CountRulesOfLength(Items, length), maxLength: 3, adjustment: adjustment);
            falseSets += Math.Sign(adjusted.Count(p => p <= 0.05));
            falseAmongThoseFound += Math.Sign(rules.AdjustedPValues(SignificanceTest.Fisher, adjustment).Count(p => p <= 0.05));
        }

        Assert.InRange(falseSets, 0, 10); // alpha is 10 of 200
        Assert.True(falseAmongThoseFound > falseSets, $"{falseAmongThoseFound} sets with a false rule when only the rules found are counted, {falseSets} with all that were possible");
    }

    [Fact]
    public void Each_length_is_adjusted_by_itself_and_has_its_share_of_the_error()
    {
        RuleSet rules = RuleMiner.Mine(
            PlantedBaskets.Draw(seed: 3, baskets: 300, Items, share: 0.3, (0, 1), (2, 3)),
            new RuleOptions { MinSupport = SupportThreshold.FromCount(5), MinConfidence = 0, MaxLength = 4 });
        double[] raw = rules.AdjustedPValues(adjustment: PValueAdjustment.None);

        double[] equal = rules.LayeredPValues(length => RuleSearchSpace.CountRulesOfLength(Items, length), maxLength: 4, adjustment: PValueAdjustment.Bonferroni);
        double[] halved = rules.LayeredPValues(length => RuleSearchSpace.CountRulesOfLength(Items, length), adjustment: PValueAdjustment.Bonferroni);

        for (int place = 0; place < rules.Count; place++)
        {
            int length = rules[place].Antecedent.Count + rules[place].Consequent.Count;
            double possible = Items * Choose(Items - 1, length - 1);
            Assert.Equal(Math.Min(1, raw[place] * possible * 3), equal[place], 12);
            Assert.Equal(Math.Min(1, raw[place] * possible * Math.Pow(2, length - 1)), halved[place], 12);
        }

        Assert.Contains(equal, p => p < 0.05);
        Assert.Equal(raw, rules.LayeredPValues(_ => 1e9, adjustment: PValueAdjustment.None));
        Assert.All(rules.LayeredPValues(_ => double.PositiveInfinity), p => Assert.Equal(1.0, p));
    }

    [Fact]
    public void A_rule_longer_than_the_search_allowed_or_fewer_possible_rules_than_found_are_refused()
    {
        RuleSet rules = RuleMiner.Mine(Baskets.Of("a b c", "a b c", "a b", "c"), new RuleOptions { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0 });

        Assert.Contains("a rule has 3 items", Assert.Throws<ArgumentOutOfRangeException>(() => rules.LayeredPValues(_ => 100, maxLength: 2)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => rules.LayeredPValues(_ => 1));
    }

    [Theory]
    [InlineData(5, 2, 1, null, null)]
    [InlineData(6, 3, 1, null, null)]
    [InlineData(6, 4, 2, null, null)]
    [InlineData(7, 3, 1, null, 2)]
    [InlineData(7, 4, 2, 3, null)]
    public void The_number_of_possible_rules_is_that_of_a_list_of_them(int items, int length, int maxConsequent, int? antecedents, int? consequents)
    {
        // Restricted sides are the first items; a restricted and a free side are counted exactly.
        int expected = 0;
        for (int sides = 0; sides < (int)Math.Pow(3, items); sides++)
        {
            int[] side = [.. Enumerable.Range(0, items).Select(item => sides / (int)Math.Pow(3, item) % 3)];
            int left = side.Count(s => s == 1), right = side.Count(s => s == 2);
            bool isAllowed = Enumerable.Range(0, items).All(item => (side[item] != 1 || item < (antecedents ?? items)) && (side[item] != 2 || item < (consequents ?? items)));
            expected += left > 0 && right > 0 && right <= maxConsequent && left + right == length && isAllowed ? 1 : 0;
        }

        double counted = RuleSearchSpace.CountRulesOfLength(items, length, maxConsequent, antecedents, consequents);
        Assert.True(counted >= expected, $"{counted} counted, {expected} listed");
        if (antecedents is null)
        {
            Assert.Equal(expected, counted);
        }
    }

    private static double Choose(int from, int some) => Enumerable.Range(1, some).Aggregate(1.0, (ways, i) => ways * (from - i + 1) / i);
}
