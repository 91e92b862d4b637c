using System.Globalization;
using CrossSell.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class RuleSetBuilderTests
{
    private static readonly RuleOptions s_everything = new()
    {
        MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0, MaxLength = 3, MaxConsequent = 2, AllowEmptyAntecedent = true,
    };

    [Fact]
    public void Mined_rules_given_in_any_order_are_the_same_rule_set() =>
        Prop.ForAll(Baskets.Small, baskets =>
        {
            RuleSet mined = RuleMiner.Mine(Baskets.Of(baskets), s_everything);
            var builder = new RuleSetBuilder(mined.TransactionCount);
            foreach (AssociationRule rule in mined.Reverse())
            {
                builder.Add(rule.Antecedent, [.. rule.Consequent.Reverse()], rule.Counts);
            }

            Assert.Equal(mined.Select(Line), builder.Build().Select(Line));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Theory]
    [InlineData("R")]
    [InlineData("G6")]
    public void Measures_of_full_doubles_and_of_six_digits_give_the_counts_back(string format) =>
        Prop.ForAll(Baskets.Small, baskets =>
        {
            RuleSet mined = RuleMiner.Mine(Baskets.Of(baskets), s_everything);
            var builder = new RuleSetBuilder(mined.TransactionCount);
            foreach (AssociationRule rule in mined)
            {
                builder.Add(rule.Antecedent, rule.Consequent, Written(rule.Support), Written(rule.Confidence), Written(rule.Lift));
            }

            Assert.Equal(mined.Select(Line), builder.Build().Select(Line));

            double Written(double value) => double.Parse(value.ToString(format, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Items_are_numbered_as_transactions_number_them()
    {
        RuleSet rules = new RuleSetBuilder(10).Add(["b"], ["10"], new RuleCounts(2, 1, 1, 6)).Add(["9"], ["ä"], new RuleCounts(1, 1, 1, 7)).Build();

        Assert.Equal(["9", "10", "b", "ä"], rules.ItemIds);
        Assert.Equal((10, "{b} => {10} (confidence 0.67, lift 2.22, count 2)"), (rules.TransactionCount, rules[0].ToString()));
    }

    [Fact]
    public void No_rules_are_an_empty_set_of_rules()
    {
        RuleSet rules = new RuleSetBuilder(0).Build();

        Assert.Empty(rules);
        Assert.Equal((0, 0), (rules.TransactionCount, rules.ItemIds.Count));
    }

    [Fact]
    public void What_is_refused_leaves_no_trace()
    {
        var builder = new RuleSetBuilder(10);

        Assert.False(builder.TryAdd(["x"], ["y"], new RuleCounts(1, 0, 0, 0), out _));
        Assert.False(builder.TryAdd(["x"], ["z"], 0.5, 0.3, 7, out _));
        builder.Add(["a"], ["b"], new RuleCounts(1, 1, 1, 7));

        Assert.Equal(["a", "b"], builder.Build().ItemIds);
        builder.Add(["x"], ["y"], new RuleCounts(2, 1, 1, 6));
        Assert.Equal((2, 4), (builder.Build().Count, builder.Build().ItemIds.Count));
    }

    [Theory]
    [InlineData("", "", "at least one item in the consequent")]
    [InlineData("a a", "b", "each item once; 'a' stands there twice")]
    [InlineData("a b", "c b", "each item on one side; 'b' stands on both")]
    public void Sides_that_are_no_rule_are_refused(string antecedent, string consequent, string expected) =>
        Assert.Equal(expected, Refusal(new RuleSetBuilder(10), antecedent, consequent, new RuleCounts(1, 1, 1, 7)));

    [Fact]
    public void An_empty_id_is_refused()
    {
        Assert.False(new RuleSetBuilder(10).TryAdd([""], ["b"], new RuleCounts(1, 1, 1, 7), out string? expected));
        Assert.Equal("ids of at least one character", expected);
    }

    [Fact]
    public void Counts_that_contradict_each_other_are_named()
    {
        var builder = new RuleSetBuilder(10);
        builder.Add(["a"], ["b"], new RuleCounts(2, 2, 1, 5));

        Assert.Equal("counts that add up to the 10 transactions; n11=2 n10=0 n01=0 n00=7 add up to 9", Refusal(builder, "c", "d", new RuleCounts(2, 0, 0, 7)));
        Assert.Equal("at least one transaction with both sides; there are 0", Refusal(builder, "c", "d", new RuleCounts(0, 1, 1, 8)));
        Assert.Equal("the same count of {a} everywhere; it is 5 here and was 4 before", Refusal(builder, "a", "c", new RuleCounts(2, 3, 1, 4)));
        Assert.Equal("the same count of {a, b} everywhere; it is 1 here and was 2 before", Refusal(builder, "b", "a", new RuleCounts(1, 2, 3, 4)));
        Assert.Equal("the same count of {} everywhere; it is 9 here and was 10 before", Refusal(builder, "", "c", new RuleCounts(3, 6, 0, 1)));
    }

    [Fact]
    public void A_rule_given_twice_is_named_by_the_exception()
    {
        RuleSetBuilder builder = new RuleSetBuilder(10).Add(["a", "b"], ["c"], new RuleCounts(2, 2, 1, 5));

        ArgumentException error = Assert.Throws<ArgumentException>(() => builder.Add(["b", "a"], ["c"], new RuleCounts(2, 2, 1, 5)));

        Assert.Equal("The rule {b, a} => {c} cannot be taken: expected each rule once; this one was given before.", error.Message);
        Assert.Equal(1, builder.Count);
    }

    [Theory]
    [InlineData(0.12345, 0.5, 1.0, "a support that is a whole number of the 100 transactions; 0.12345 of them are 12.345")]
    [InlineData(0, 0.5, 1.0, "a support above 0 and at most 1; it is 0")]
    [InlineData(0.1, 1.5, 1.0, "a confidence above 0 and at most 1; it is 1.5")]
    [InlineData(0.1, double.NaN, 1.0, "a confidence above 0 and at most 1; it is NaN")]
    [InlineData(0.1, 0.5, double.PositiveInfinity, "a lift above 0; it is Infinity")]
    [InlineData(0.1, 0.45, 1.0, "a confidence of 0.45454545454545453, for 10 of 22 transactions; it is 0.45")]
    [InlineData(0.1, 0.5, 90.0, "counts that 100 transactions can have; these measures mean 10 with both sides, 20 with the antecedent, 1 with the consequent")]
    [InlineData(0.1, 0.5, 1.03, "a lift of 1.0204081632653061, for 10 transactions with both sides, 20 and 49 with each; it is 1.03")]
    [InlineData(0.1, 0.5, null, "a lift, because nothing else says how many transactions hold the consequent")]
    [InlineData(0.1, 0.5, 0.5, "counts that 100 transactions can have; these measures mean 10 with both sides, 20 with the antecedent, 100 with the consequent")]
    public void Measures_that_no_counts_have_are_refused(double support, double confidence, double? lift, string expected)
    {
        Assert.False(new RuleSetBuilder(100).TryAdd(["a"], ["b"], support, confidence, lift, out string? seen));
        Assert.Equal(expected, seen);
    }

    [Fact]
    public void A_count_that_is_known_takes_the_place_of_a_lift_and_mends_a_rounded_measure()
    {
        var builder = new RuleSetBuilder(3_000_000);
        Assert.True(builder.TryAddItemset(["b"], 1_000_001, out _));

        // 500,000 of 3 million in four digits: the whole number next to it is 500,100, and 0.1667 of the known count fits as well.
        Assert.True(builder.TryAddItemset(["a", "b"], 500_000, out _));
        builder.Add(["a"], ["b"], 0.1667, 0.5, null);

        Assert.Equal(new RuleCounts(500_000, 500_000, 500_001, 1_499_999), builder.Build()[0].Counts);
        Assert.False(builder.TryAddItemset(["b"], 7, out string? expected));
        Assert.Equal("the same count of {b} everywhere; it is 7 here and was 1000001 before", expected);
        Assert.False(builder.TryAddItemset(["c"], 0, out expected));
        Assert.Equal("a count from 1 to the 3000000 transactions; it is 0", expected);
    }

    [Fact]
    public void Hundreds_of_thousands_of_rules_stay_small_and_in_order()
    {
        var builder = new RuleSetBuilder(1000);
        for (int i = 0; i < 50_000; i++)
        {
            builder.Add([$"a{i % 500}"], [$"b{i / 500}"], RuleCounts.FromMargins(1 + (i % 500 % 7), 10, 10, 1000));
        }

        RuleSet rules = builder.Build();
        Assert.Equal((50_000, 600), (rules.Count, rules.ItemIds.Count));
        Assert.Equal(0.7, rules[0].Confidence);
        Assert.Equal(0.1, rules[^1].Confidence);
    }

    [Theory]
    [InlineData(-1, 0.1)]
    [InlineData(1, -0.1)]
    [InlineData(1, 1)]
    [InlineData(1, double.NaN)]
    public void Numbers_out_of_range_are_refused(int transactions, double tolerance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RuleSetBuilder(transactions) { Tolerance = tolerance });

    private static string Refusal(RuleSetBuilder builder, string antecedent, string consequent, RuleCounts counts)
    {
        const StringSplitOptions split = StringSplitOptions.RemoveEmptyEntries;
        Assert.False(builder.TryAdd(antecedent.Split(' ', split), consequent.Split(' ', split), counts, out string? expected));
        return expected;
    }

    private static string Line(AssociationRule rule) => $"{string.Join(' ', rule.Antecedent)} => {string.Join(' ', rule.Consequent)}: {rule.Counts}";
}
