using CrossSell.Core.Tests.Mining;
using CrossSell.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Mining.Tests;

public sealed class PValuesTests
{
    [Theory]
    [InlineData(PValueAdjustment.None, new[] { 0.01, 0.02, 0.03, 0.04, 0.05 })]
    [InlineData(PValueAdjustment.Bonferroni, new[] { 0.05, 0.1, 0.15, 0.2, 0.25 })]
    [InlineData(PValueAdjustment.Holm, new[] { 0.05, 0.08, 0.09, 0.09, 0.09 })]
    [InlineData(PValueAdjustment.BenjaminiHochberg, new[] { 0.05, 0.05, 0.05, 0.05, 0.05 })]
    [InlineData(PValueAdjustment.BenjaminiYekutieli, new[] { 0.114166666666667, 0.114166666666667, 0.114166666666667, 0.114166666666667, 0.114166666666667 })]
    public void Five_p_values_are_adjusted_as_by_hand(PValueAdjustment adjustment, double[] expected)
    {
        double[] actual = PValues.Adjust([0.03, 0.01, 0.05, 0.02, 0.04], adjustment);

        Assert.Equal([expected[2], expected[0], expected[4], expected[1], expected[3]], actual, new Near());
    }

    [Fact]
    public void Adjusted_p_values_are_what_the_definitions_say()
    {
        Arbitrary<int[]> drawn = Gen.Choose(0, 20).SelectMany(length => Gen.Choose(0, 1_000_000).ArrayOf(length)).ToArbitrary();
        Prop.ForAll(drawn, Gen.Choose(0, 50).ToArbitrary(), (draws, more) =>
        {
            double[] p = [.. draws.Select(draw => draw * (double)draw / 1e12)];
            int m = p.Length + more;
            Compare(PValueAdjustment.Bonferroni, i => m * p[i]);

            // Holm: the largest over all p values up to this one, each times the tests that were not smaller.
            Compare(PValueAdjustment.Holm, i => p.Where(q => q <= p[i]).Max(q => (m - p.Count(smaller => smaller < q)) * q));
            Compare(PValueAdjustment.BenjaminiHochberg, i => p.Where(q => q >= p[i]).Min(q => m * q / p.Count(upTo => upTo <= q)));
            double harmonic = Enumerable.Range(1, m).Sum(k => 1.0 / k);
            Compare(PValueAdjustment.BenjaminiYekutieli, i => p.Where(q => q >= p[i]).Min(q => harmonic * m * q / p.Count(upTo => upTo <= q)));

            void Compare(PValueAdjustment adjustment, Func<int, double> definition) =>
                Assert.Equal(p.Select((_, i) => Math.Min(1.0, definition(i))), PValues.Adjust(p, adjustment, m), new Near());
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Fact]
    public void More_tests_than_can_be_summed_are_adjusted_all_the_same()
    {
        double below = PValues.Adjust([1e-9], PValueAdjustment.BenjaminiYekutieli, 1_000_000)[0];
        double above = PValues.Adjust([1e-9], PValueAdjustment.BenjaminiYekutieli, 1_000_001)[0];

        Assert.Equal(1.0, above / below, 2e-6);
        Assert.Equal(14.392726722865724e-3, below, 1e-12); // 1e-9 * 1e6 * H(1e6)
    }

    [Theory]
    [InlineData(0.05, 3.841458820694124)] // quantiles of chi-squared with one degree of freedom
    [InlineData(0.01, 6.634896601021213)]
    [InlineData(1e-3, 10.827566170662733)]
    [InlineData(1.0, 0.0)]
    public void The_tail_of_chi_squared_is_the_tabulated_one(double expected, double chiSquared) =>
        Assert.Equal(expected, Numerics.ComplementaryError.Erfc(Math.Sqrt(chiSquared / 2)), expected * 1e-12);

    [Theory]
    [InlineData(1.9999999, 0.0046777349810472658)]
    [InlineData(2.0, 0.0046777349810472658)]
    [InlineData(5.0, 1.5374597944280349e-12)]
    [InlineData(20.0, 5.3958656116079010e-176)]
    public void Erfc_has_its_digits_far_out_and_no_step_where_the_method_changes(double x, double expected) =>
        Assert.Equal(1.0, Numerics.ComplementaryError.Erfc(x) / expected, x < 2 ? 1e-6 : 1e-12);

    [Fact]
    public void The_tests_agree_on_a_large_table_and_Yates_lies_between()
    {
        RuleCounts t = new(260, 240, 200, 300);
        double fisher = PValues.Of(t, SignificanceTest.Fisher), plain = PValues.Of(t, SignificanceTest.ChiSquared), yates = PValues.Of(t, SignificanceTest.ChiSquaredYates);

        // chi-squared = 1000 * 30000^2/(500 * 500 * 460 * 540) and 1000 * (30000 - 500)^2/(...), two-sided.
        Assert.Equal(Numerics.ComplementaryError.Erfc(Math.Sqrt(14.492753623188406 / 2)), plain, 1e-15);
        Assert.Equal(Numerics.ComplementaryError.Erfc(Math.Sqrt(14.01368760064412 / 2)), yates, 1e-15);
        Assert.InRange(2 * fisher, plain, yates * 1.05);
    }

    [Fact]
    public void Attraction_and_repulsion_share_the_probability_of_the_table_itself() =>
        Prop.ForAll(RuleCountsArbitrary.Positive, t =>
        {
            double both = PValues.Of(t, SignificanceTest.Fisher) + PValues.Of(t, SignificanceTest.FisherNegative);
            Assert.Equal(1 + Numerics.Hypergeometric.Probability(t.N11, t.N10, t.N01, t.N00), both, 1e-9);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void What_is_no_p_value_or_too_few_tests_is_refused()
    {
        Assert.Contains("at 1 is 1.5", Assert.Throws<ArgumentException>(() => PValues.Adjust([0.5, 1.5], PValueAdjustment.Holm)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => PValues.Adjust([double.NaN], PValueAdjustment.None));
        Assert.Contains("at least the number of p values, 2", Assert.Throws<ArgumentOutOfRangeException>(() => PValues.Adjust([0.5, 0.5], PValueAdjustment.Holm, 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => PValues.Adjust([0.5], (PValueAdjustment)9));
        Assert.Throws<ArgumentOutOfRangeException>(() => PValues.Of(default, (SignificanceTest)9));
        Assert.Equal(1.0, PValues.Of(default, SignificanceTest.ChiSquaredYates));
    }

    [Theory]
    [InlineData(4, 2, 1, 12)] // 4 * 3 ordered pairs
    [InlineData(4, 3, 1, 24)] // and 6 pairs with 2 consequents each
    [InlineData(4, 3, 2, 36)] // and 4 * 3 with a pair as consequent
    [InlineData(4, 9, 9, 50)] // 3^4 - 2 * 2^4 + 1
    [InlineData(1, 2, 1, 0)]
    [InlineData(0, 5, 3, 0)]
    public void The_search_space_is_counted(int items, int maxLength, int maxConsequent, double expected) =>
        Assert.Equal(expected, RuleSearchSpace.CountRules(items, maxLength, maxConsequent));

    [SharedDataTheory("baskets/groceries.dat.gz")]
    [InlineData(PValueAdjustment.None, 5_668)]
    [InlineData(PValueAdjustment.Bonferroni, 2_481)]
    [InlineData(PValueAdjustment.Holm, 2_902)]
    [InlineData(PValueAdjustment.BenjaminiHochberg, 5_668)]
    public void On_groceries_as_many_rules_are_significant_as_a_statistics_package_finds(PValueAdjustment adjustment, int expected)
    {
        RuleSet rules = RuleMiner.Mine(Baskets.Read("groceries"), new RuleOptions { MinSupport = SupportThreshold.FromCount(10), MinConfidence = 0.5m });

        Assert.Equal(expected, rules.Significant(0.05, SignificanceTest.Fisher, adjustment).Count);
    }

    [SharedDataTheory("baskets/groceries.dat.gz", "oracles/rules_groceries_99_c0.1_l10.csv.gz", "oracles/rules_online_retail_208_c0.5_l10.csv.gz")]
    [InlineData("groceries", 99, 0.1)]
    [InlineData("online_retail", 208, 0.5)]
    public void Significance_at_one_percent_is_that_of_the_table(string name, int minCount, double minConfidence)
    {
        HashSet<string> bonferroni = [], benjamini = [];
        using (StreamReader reader = SharedData.OpenText($"oracles/rules_{name}_{minCount}_c{minConfidence.ToString(System.Globalization.CultureInfo.InvariantCulture)}_l10.csv.gz"))
        {
            string[] header = reader.ReadLine()!.Split(',');
            int column = Array.IndexOf(header, "significant_bonf");
            while (reader.ReadLine() is { } line)
            {
                string[] cells = line.Split(',');
                string rule = $"{string.Join(' ', cells[0].Trim('"').Split(' ').Select(int.Parse).Order())} => {cells[1]}";
                _ = bool.Parse(cells[column]) && bonferroni.Add(rule);
                _ = bool.Parse(cells[column + 1]) && benjamini.Add(rule);
            }
        }

        RuleSet rules = RuleMiner.Mine(Baskets.Read(name), new RuleOptions { MinSupport = SupportThreshold.FromCount(minCount), MinConfidence = (decimal)minConfidence, MaxLength = 10 });

        Assert.Equal(bonferroni, NamesOf(rules.Significant(0.01, SignificanceTest.Fisher, PValueAdjustment.Bonferroni)));
        Assert.Equal(benjamini, NamesOf(rules.Significant(0.01, SignificanceTest.Fisher, PValueAdjustment.BenjaminiHochberg)));

        static HashSet<string> NamesOf(RuleSet rules) => [.. rules.Select(rule => $"{string.Join(' ', rule.Antecedent)} => {string.Join(' ', rule.Consequent)}")];
    }

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= 1e-12;

        public int GetHashCode(double x) => 0;
    }
}
