using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.Mining.Tests;

public sealed class MeasurePropertyTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(2_000);

    [Fact]
    public void No_measure_leaves_its_range_or_is_not_a_number()
    {
        Prop.ForAll(RuleCountsArbitrary.Any, t => Assert.All(RuleMeasures.All, m => AssertInRange(m, t))).Check(Many);
    }

    [Fact]
    public void Every_table_of_cells_0_1_and_2_is_in_range()
    {
        for (int i = 0; i < 81; i++)
        {
            RuleCounts t = new(i % 3, i / 3 % 3, i / 9 % 3, i / 27);
            Assert.All(RuleMeasures.All, m => AssertInRange(m, t));
        }
    }

    [Fact]
    public void A_value_outside_the_range_is_noticed()
    {
        RuleMeasure wrong = new("wrong", "Wrong", "2", "[0, 1]", "never", "nobody", static _ => 2.0);
        RuleMeasure infinite = new("infinite", "Infinite", "1/0", "[0, Inf)", "never", "nobody", static _ => double.PositiveInfinity);
        RuleMeasure notANumber = new("notANumber", "Not a number", "0/0", "[0, 1]", "never", "nobody", static _ => double.NaN);

        Assert.All([wrong, infinite, notANumber], m => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertInRange(m, new(1, 1, 1, 1))));
    }

    [Fact]
    public void Symmetric_measures_do_not_change_when_the_rule_is_reversed()
    {
        RuleMeasure[] symmetric = [.. RuleMeasures.All.Where(m => m.IsSymmetric)];

        Prop.ForAll(RuleCountsArbitrary.Any, t => Assert.All(symmetric, m => Assert.Equal(m.Evaluate(t), m.Evaluate(t.Swap()))))
            .Check(Many);
    }

    [Fact]
    public void Other_measures_do_change_when_the_rule_is_reversed()
    {
        RuleCounts t = new(30, 10, 25, 40);

        Assert.All(RuleMeasures.All.Where(m => !m.IsSymmetric), m => Assert.NotEqual(m.Evaluate(t), m.Evaluate(t.Swap())));
    }

    [Fact]
    public void Null_invariant_measures_ignore_transactions_with_neither_side()
    {
        RuleMeasure[] invariant = [.. RuleMeasures.All.Where(m => m.IsNullInvariant)];

        Prop.ForAll(RuleCountsArbitrary.Any, t =>
        {
            RuleCounts more = new(t.N11, t.N10, t.N01, t.N00 + 1_000);
            Assert.All(invariant, m => Assert.Equal(m.Evaluate(t), m.Evaluate(more)));
        }).Check(Many);
    }

    [Fact]
    public void Other_measures_do_heed_transactions_with_neither_side()
    {
        RuleCounts t = new(30, 10, 25, 20), more = new(30, 10, 25, 140);

        Assert.All(RuleMeasures.All.Where(m => !m.IsNullInvariant), m => Assert.NotEqual(m.Evaluate(t), m.Evaluate(more)));
    }

    [Fact]
    public void All_measures_agree_which_side_of_independence_a_rule_is_on()
    {
        Prop.ForAll(RuleCountsArbitrary.Positive, t =>
        {
            int sign = Math.Sign(RuleMeasures.Leverage.Evaluate(t)!.Value);

            // Centred on 0; then on 1, with the sign that the logarithm would have.
            RuleMeasure[] centred =
            [
                RuleMeasures.AddedValue, RuleMeasures.Certainty, RuleMeasures.Zhang, RuleMeasures.DifferenceOfConfidence,
                RuleMeasures.Phi, RuleMeasures.Kappa, RuleMeasures.YuleQ, RuleMeasures.YuleY, RuleMeasures.VaryingLiaison, RuleMeasures.Klosgen,
                RuleMeasures.Lerman,
            ];
            Assert.All(centred, m => Assert.Equal(sign, Math.Sign(m.Evaluate(t)!.Value)));
            RuleMeasure[] ratios = [RuleMeasures.Lift, RuleMeasures.Conviction, RuleMeasures.RelativeRisk, RuleMeasures.OddsRatio, RuleMeasures.CollectiveStrength];
            Assert.All(ratios, m => Assert.Equal(sign, m.Evaluate(t)!.Value.CompareTo(1.0)));
            Assert.Equal(-sign, Math.Sign(RuleMeasures.ImplicationIndex.Evaluate(t)!.Value));
        }).Check(Many);
    }

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(6, 4, 9, 6)]
    [InlineData(30, 70, 300, 700)]
    [InlineData(100_000, 300_000, 200_000, 600_000)]
    public void Independent_sides_have_lift_1_and_leverage_0_exactly(long n11, long n10, long n01, long n00)
    {
        RuleCounts t = new(n11, n10, n01, n00);

        Assert.Equal(1.0, RuleMeasures.Lift.Evaluate(t));
        Assert.Equal(0.0, RuleMeasures.Leverage.Evaluate(t));
        Assert.Equal(0.0, RuleMeasures.ChiSquared.Evaluate(t));
        Assert.Equal(0.0, RuleMeasures.MutualInformation.Evaluate(t));
        Assert.Equal(0.0, RuleMeasures.JMeasure.Evaluate(t));
    }

    [Fact]
    public void Counting_every_transaction_ten_times_changes_only_measures_of_evidence()
    {
        HashSet<string> evidence =
        [
            "count", "laplace", "importance", "stdLift", "implicationIndex", "lerman", "chiSquared", "fishersExactTest", "hyperConfidence",
            "hyperConfidenceSubstitutes", "hyperLift",
        ];

        Prop.ForAll(RuleCountsArbitrary.Positive, t =>
        {
            RuleCounts tenfold = new(10 * t.N11, 10 * t.N10, 10 * t.N01, 10 * t.N00);
            Assert.All(RuleMeasures.All.Where(m => !evidence.Contains(m.Name)), m =>
                Assert.Equal(m.Evaluate(t)!.Value, m.Evaluate(tenfold)!.Value, 1e-12 * (1 + Math.Abs(m.Evaluate(t)!.Value))));
            double chiSquared = RuleMeasures.ChiSquared.Evaluate(t)!.Value;
            Assert.Equal(10 * chiSquared, RuleMeasures.ChiSquared.Evaluate(tenfold)!.Value, 1e-12 * tenfold.N);
        }).Check(Many);
    }

    [Fact]
    public void Near_independence_in_two_billion_transactions_twelve_digits_are_left()
    {
        // d = n11*n00 - n10*n01 = 1 of products of 2^58: the textbook's difference of shares is 0 or noise here.
        const long k = 1L << 29;
        RuleCounts t = new(k, k - 1, k + 1, k);
        double n = t.N;

        AssertNear(1 / (n * n), RuleMeasures.Leverage);
        AssertNear(1 / (n * t.N1x), RuleMeasures.AddedValue);
        AssertNear(1 / ((double)t.N1x * t.N0x), RuleMeasures.DifferenceOfConfidence);
        AssertNear(1 / Math.Sqrt((double)t.N1x * t.N0x) / Math.Sqrt((double)t.Nx1 * t.Nx0), RuleMeasures.Phi);
        AssertNear(n / ((double)t.N1x * t.N0x) / ((double)t.Nx1 * t.Nx0), RuleMeasures.ChiSquared);
        AssertNear(1 / ((double)t.N1x * t.Nx1), RuleMeasures.VaryingLiaison);
        AssertNear(1 / Math.Sqrt((double)t.N1x * t.Nx1) / Math.Sqrt(n), RuleMeasures.Lerman);
        AssertNear(2 / (((double)t.N1x * t.Nx0) + ((double)t.N0x * t.Nx1)), RuleMeasures.Kappa);

        void AssertNear(double expected, RuleMeasure measure) => Assert.Equal(expected, measure.Evaluate(t)!.Value, expected * 1e-12);
    }

    [Fact]
    public void Evaluating_allocates_nothing()
    {
        IReadOnlyList<RuleMeasure> all = RuleMeasures.All;
        RuleCounts t = new(30, 10, 25, 40);
        double sum = Sum();
        long before = GC.GetAllocatedBytesForCurrentThread();
        sum += Sum();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(double.IsFinite(sum));
        Assert.Equal(0, allocated);

        double Sum()
        {
            double total = 0;
            for (int i = 0; i < all.Count; i++)
            {
                total += all[i].Evaluate(t)!.Value;
            }

            return total;
        }
    }

    private static void AssertInRange(RuleMeasure measure, RuleCounts t)
    {
        if (measure.Evaluate(t) is not { } value)
        {
            Assert.False(measure.UndefinedWhen.StartsWith("never", StringComparison.Ordinal), $"{measure} of {t} is undefined.");
            return;
        }

        // "[low, high]"; a round bracket keeps infinities out, its finite ends may be met by rounding.
        string[] ends = measure.Range.Split(["[", "(", ", ", "]", ")"], StringSplitOptions.RemoveEmptyEntries);
        bool inside = value >= End(ends[0]) && value <= End(ends[1]);
        bool allowed = value switch
        {
            double.PositiveInfinity => measure.Range.EndsWith("Inf]", StringComparison.Ordinal),
            double.NegativeInfinity => measure.Range.StartsWith("[-Inf", StringComparison.Ordinal),
            _ => true,
        };
        Assert.True(inside && allowed, $"{measure} of {t} is {value:R}, outside {measure.Range}.");
        Assert.False(value == 0 && double.IsNegative(value), $"{measure} of {t} is -0.");

        double End(string text) => text switch
        {
            "Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "n" => t.N,
            "1/e" => 1 / Math.E,
            _ => double.Parse(text, CultureInfo.InvariantCulture),
        };
    }
}
