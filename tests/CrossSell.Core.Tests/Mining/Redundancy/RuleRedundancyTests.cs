using CrossSell.Core.Tests.Mining;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Mining.Tests;

public sealed class RuleRedundancyTests
{
    // Two rules on milk: butter adds 0.2 to bread alone, jam nothing. Ten baskets.
    private static readonly RuleSet Breakfast = RuleMiner.Mine(
        Baskets.Of("bread butter milk", "bread butter milk", "bread jam milk", "bread jam", "bread", "milk", "tea", "tea", "tea", "tea"),
        new RuleOptions { MinSupport = SupportThreshold.FromCount(1), MinConfidence = 0.5m });

    public static TheoryData<string> Measures => ["support", "confidence", "lift", "oddsRatio", "counterexample", "ralambondrainy", "fishersExactTest"];

    [Fact]
    public void A_rule_that_adds_nothing_to_a_simpler_one_is_redundant()
    {
        // bread => milk has 3 of 5; with butter 2 of 2; with jam 1 of 2, which is less.
        string[] kept = [.. Breakfast.WithoutRedundant().Select(rule => rule.ToString())];

        Assert.Contains("{bread} => {milk} (confidence 0.6, lift 1.5, count 3)", kept);
        Assert.Contains("{butter} => {milk} (confidence 1, lift 2.5, count 2)", kept);
        Assert.DoesNotContain(kept, rule => rule.StartsWith("{bread, butter} => {milk}", StringComparison.Ordinal)); // butter alone is as sure
        Assert.DoesNotContain(kept, rule => rule.StartsWith("{bread, jam} => {milk}", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Measures))]
    public void What_is_redundant_is_what_comparing_all_pairs_of_rules_finds(string name)
    {
        RuleMeasure measure = RuleMeasures.Get(name);
        Prop.ForAll(Baskets.Small, baskets =>
        {
            RuleSet rules = RuleMiner.Mine(Baskets.Of(baskets), new RuleOptions
            {
                MinSupport = SupportThreshold.FromCount(2), MinConfidence = 0.3m, MaxConsequent = 2, MaxLength = 5, AllowEmptyAntecedent = true,
            });
            if (rules.Count > 400)
            {
                return;
            }

            double?[] best = [.. rules.Select(rule => BestSimpler(rules, rule, measure))];
            Assert.Equal(
                rules.Select((rule, at) => rule.Measure(measure) is { } own && best[at] is { } simpler && (measure.LowerIsStronger ? simpler <= own : simpler >= own)),
                rules.FindRedundant(measure));
            Assert.Equal(
                rules.Select((rule, at) => rule.Measure(measure) is { } own ? Improvement(own, best[at], measure) : null),
                rules.Improvement(measure));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(10));
    }

    [Fact]
    public void What_is_left_out_is_exactly_what_is_redundant_and_the_order_stays()
    {
        bool[] redundant = Breakfast.FindRedundant(RuleMeasures.Lift);
        string[] expected = [.. Breakfast.Where((_, at) => !redundant[at]).Select(rule => $"{rule} {rule.Counts}")];

        Assert.Equal(expected, Breakfast.WithoutRedundant(RuleMeasures.Lift).Select(rule => $"{rule} {rule.Counts}"));
        Assert.InRange(expected.Length, 1, Breakfast.Count - 1);
    }

    [Fact]
    public void Boost_and_lift_increase_are_the_ratio_to_the_best_simpler_rule()
    {
        double?[] boost = RuleSetMeasures.Boost.Evaluate(Breakfast), increase = RuleSetMeasures.LiftIncrease.Evaluate(Breakfast);
        for (int at = 0; at < Breakfast.Count; at++)
        {
            AssertNear(BestSimpler(Breakfast, Breakfast[at], RuleMeasures.Confidence) is { } c ? Breakfast[at].Confidence / c : null, boost[at]);
            AssertNear(BestSimpler(Breakfast, Breakfast[at], RuleMeasures.Lift) is { } l ? Breakfast[at].Lift / l : null, increase[at]);
        }

        Assert.Contains(boost, value => value is > 0 and < 1);
        Assert.Contains(boost, value => value is null);

        static void AssertNear(double? expected, double? actual)
        {
            Assert.Equal(expected is null, actual is null);
            Assert.Equal(expected ?? 0, actual ?? 0, 1e-12);
        }
    }

    [Fact]
    public void Names_of_set_measures_are_found_in_any_case()
    {
        Assert.All(RuleSetMeasures.All, m => Assert.Same(m, RuleSetMeasures.TryGet(m.Name.ToUpperInvariant())));
        Assert.Null(RuleSetMeasures.TryGet("lift"));
    }

    [Fact]
    public void No_rules_have_nothing_redundant()
    {
        RuleSet none = RuleMiner.Mine(Baskets.Of("a", "b"));

        Assert.Empty(none.FindRedundant());
        Assert.Empty(none.WithoutRedundant());
        Assert.Empty(RuleSetMeasures.Boost.Evaluate(none));
    }

    [Fact]
    public void A_cancelled_run_ends()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => Breakfast.WithoutRedundant(cancellation: source.Token));
    }

    private static double? BestSimpler(RuleSet rules, AssociationRule of, RuleMeasure measure)
    {
        HashSet<int> antecedent = [.. of.AntecedentIndexes];
        double? best = null;
        foreach (AssociationRule other in rules)
        {
            if (other.ConsequentIndexes.SequenceEqual(of.ConsequentIndexes) && antecedent.IsProperSupersetOf(other.AntecedentIndexes.ToArray())
                && other.Measure(measure) is { } value && (best is null || (measure.LowerIsStronger ? value < best : value > best)))
            {
                best = value;
            }
        }

        return best;
    }

    private static double? Improvement(double own, double? best, RuleMeasure measure)
    {
        if (best is not { } simpler)
        {
            return own;
        }

        double difference = measure.LowerIsStronger ? simpler - own : own - simpler;
        return double.IsNaN(difference) ? null : difference;
    }
}
