using System.Globalization;
using CrossSell.Mining;
using CrossSell.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Core.Tests.Mining;

public class NegativeRuleMinerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Rules_are_those_of_brute_force(int maxAntecedent) =>
        Prop.ForAll(Baskets.Small, Gen.Choose(1, 8).ToArbitrary(), Gen.Choose(0, 9).ToArbitrary(), (baskets, expected, lift) =>
        {
            NegativeRuleOptions options = new()
            {
                MinExpected = expected / 4.0, MaxLift = lift / 10.0, MaxPValue = expected % 2 == 0 ? 1 : 0.3, MaxAntecedent = maxAntecedent, MaxThreads = 2,
                Adjustment = PValueAdjustment.Bonferroni,
            };
            Transactions transactions = Baskets.Of(baskets);
            NegativeRuleSet rules = NegativeRuleMiner.Mine(transactions, options);
            (string[] lines, long tests) = BruteForce(transactions, options);
            Assert.Equal(tests, rules.TestCount);
            Assert.Equal(lines.Order(StringComparer.Ordinal), rules.Select(Line).Order(StringComparer.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(80));

    [Fact]
    public void Too_many_rules_are_told_with_what_makes_them_fewer()
    {
        NegativeRuleOptions options = new() { MaxRules = 1, MinExpected = 0.1, MaxPValue = 1, MaxLift = 0.9 };
        string message = Assert.Throws<MiningLimitException>(() => NegativeRuleMiner.Mine(Baskets.Of("a", "b", "c"), options)).Message;
        Assert.EndsWith("Raise MinExpected or lower MaxLift, or raise MaxRules.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("support", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_frequent_products_that_never_meet_are_found_and_two_rare_ones_are_not()
    {
        Transactions transactions = Baskets.Of([.. Enumerable.Repeat("tea", 40), .. Enumerable.Repeat("coffee", 40), "salt", "pepper", .. Enumerable.Repeat("", 20)]);
        NegativeRuleSet rules = NegativeRuleMiner.Mine(transactions);
        Assert.Equal(["{coffee} => not tea (lift 0, together 0, expected 15.7)", "{tea} => not coffee (lift 0, together 0, expected 15.7)"], rules.Select(rule => rule.ToString()));
        NegativeRule rule = rules[0];
        Assert.Equal(new RuleCounts(n11: 40, n10: 0, n01: 22, n00: 40), rule.Counts);
        Assert.Equal(1, rule.Confidence);
        Assert.Equal(rule.Confidence, rule.Measure(RuleMeasures.Confidence));
        Assert.Equal(2, rules.TestCount);
        Assert.Equal(2 * rules[0].PValue, rules[0].AdjustedPValue);
        Assert.Equal(rule.PValue, rule.Measure(RuleMeasures.FishersExactTest)!.Value, 12);
    }

    [Theory]
    [InlineData(PValueAdjustment.Holm)]
    [InlineData(PValueAdjustment.BenjaminiHochberg)]
    public void P_values_are_adjusted_for_all_tests(PValueAdjustment adjustment) =>
        Prop.ForAll(Baskets.Small, baskets =>
        {
            Transactions transactions = Baskets.Of(baskets);
            NegativeRuleOptions options = new() { MinExpected = 1, MaxPValue = 1, Adjustment = PValueAdjustment.None };
            NegativeRuleSet all = NegativeRuleMiner.Mine(transactions, options);
            double[] adjusted = PValues.Adjust([.. all.Select(rule => rule.PValue)], adjustment, all.TestCount);
            Assert.All(all, rule => Assert.Equal(rule.PValue, rule.AdjustedPValue));
            options.Adjustment = adjustment;
            Assert.Equal(adjusted, NegativeRuleMiner.Mine(transactions, options).Select(rule => rule.AdjustedPValue));
            options.MaxPValue = 0.2;
            Assert.Equal(adjusted.Count(pValue => pValue <= 0.2), NegativeRuleMiner.Mine(transactions, options).Count);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [SharedDataFact("baskets/groceries.dat.gz")]
    public void Threads_change_nothing_and_order_is_kept()
    {
        Transactions groceries = Baskets.Read("groceries");
        NegativeRuleSet one = NegativeRuleMiner.Mine(groceries, new NegativeRuleOptions { MaxAntecedent = 2, MaxLift = 0.6, MaxThreads = 1 });
        Assert.NotEmpty(one);
        Assert.Equal(one.Select(Line), NegativeRuleMiner.Mine(groceries, new NegativeRuleOptions { MaxAntecedent = 2, MaxLift = 0.6, MaxThreads = 3 }).Select(Line));
        Assert.Equal(one.Select(rule => rule.PValue).Order(), one.Select(rule => rule.PValue));
        Assert.All(one, rule => Assert.True(rule.AdjustedPValue <= 0.05 && rule.Lift <= 0.6 && rule.Expected >= 5));
        Assert.Throws<MiningLimitException>(() => NegativeRuleMiner.Mine(groceries, new NegativeRuleOptions { MaxAntecedent = 2, MaxLift = 0.6, MaxRules = 1 }));
    }

    [Fact]
    public void Bad_options_and_weights_are_refused()
    {
        Assert.Equal(7, new NegativeRuleOptions
        {
            Adjustment = (PValueAdjustment)9,
            MinExpected = 0, MaxLift = 1, MaxPValue = double.NaN, MaxAntecedent = 3, MaxRules = 0, MaxThreads = 0,
        }.Validate().Count);
        Assert.Contains("weighted", Assert.Throws<ArgumentException>(() => NegativeRuleMiner.Mine(Baskets.Of("a").WithWeights([2]))).Message, StringComparison.Ordinal);
        Assert.Empty(NegativeRuleMiner.Mine(Baskets.Of()));
    }

    private static string Line(NegativeRule rule) => Line([.. rule.AntecedentIndexes], rule.AbsentIndex, rule.Counts);

    private static string Line(int[] antecedent, int absent, RuleCounts counts) =>
        string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', antecedent)} => not {absent}: {counts}");

    private static (string[] Lines, long Tests) BruteForce(Transactions transactions, NegativeRuleOptions options)
    {
        int[][] rows = Baskets.ToArrays(transactions);
        int[][] sets =
        [
            .. Enumerable.Range(0, transactions.ItemCount).Select(item => new[] { item }),
            .. Enumerable.Range(0, transactions.ItemCount).SelectMany(x => Enumerable.Range(x + 1, transactions.ItemCount - x - 1).Select(y => new[] { x, y })),
        ];
        long tests = 0;
        List<(string Line, double P)> found = [];
        foreach (int[] antecedent in sets.Where(set => set.Length <= options.MaxAntecedent))
        {
            foreach (int absent in Enumerable.Range(0, transactions.ItemCount).Except(antecedent))
            {
                int a = rows.Count(row => antecedent.All(row.Contains));
                int b = rows.Count(row => row.Contains(absent));
                int both = rows.Count(row => row.Contains(absent) && antecedent.All(row.Contains));
                if (a * b < (options.MinExpected * rows.Length) - 1e-9)
                {
                    continue;
                }

                tests++;
                double p = LowerTail(both, a, b, rows.Length);
                if (both * rows.Length <= (options.MaxLift * a * b) + 1e-9 && p <= options.MaxPValue)
                {
                    found.Add((Line(antecedent, absent, new RuleCounts(a - both, both, rows.Length - a - b + both, b - both)), p));
                }
            }
        }

        return ([.. found.Where(rule => Math.Min(1, rule.P * tests) <= options.MaxPValue).Select(rule => rule.Line)], tests);
    }

    /// <summary>The sum of the hypergeometric probabilities of 0 to so many together.</summary>
    private static double LowerTail(int together, int a, int b, int n)
    {
        double sum = 0;
        for (int count = Math.Max(0, a + b - n); count <= together; count++)
        {
            sum += Choose(b, count) * Choose(n - b, a - count) / Choose(n, a);
        }

        return Math.Min(1, sum);
    }

    private static double Choose(int n, int k)
    {
        double product = 1;
        for (int i = 1; i <= k; i++)
        {
            product = product * (n - k + i) / i;
        }

        return k < 0 || k > n ? 0 : product;
    }
}
