namespace CrossSell.Mining.Tests;

public sealed class RuleMeasuresTests
{
    [Fact]
    public void Names_are_distinct_and_found_in_any_case()
    {
        Assert.Equal(49, RuleMeasures.All.Count);
        Assert.Equal(RuleMeasures.All.Count, RuleMeasures.All.Select(m => m.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(RuleMeasures.All, m => Assert.Same(m, RuleMeasures.Get(m.Name.ToUpperInvariant())));
        Assert.Same(RuleMeasures.ChiSquared, RuleMeasures.TryGet("chisquared"));
        Assert.Equal("chiSquared", RuleMeasures.ChiSquared.ToString());
    }

    [Theory]
    [InlineData("casualConfidence", "causalConfidence")]
    [InlineData("casualSupport", "causalSupport")]
    [InlineData("CENTEREDCONFIDENCE", "addedValue")]
    public void A_name_that_others_use_finds_the_measure(string alias, string name)
    {
        Assert.Same(RuleMeasures.Get(name), RuleMeasures.Get(alias));
        Assert.Contains(RuleMeasures.Get(name).Aliases, known => string.Equals(known, alias, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Only_p_values_and_counterexamples_speak_for_a_rule_when_they_are_small() =>
        Assert.Equal(
            ["ralambondrainy", "implicationIndex", "fishersExactTest"],
            RuleMeasures.All.Where(m => m.LowerIsStronger).Select(m => m.Name));

    [Fact]
    public void Representativity_is_the_share_of_rows_without_missing_values()
    {
        RuleCounts t = new(10, 20, 30, 20);

        Assert.Equal(0.8, RuleMeasures.RepresentativityAmong(100).Evaluate(t));
        Assert.Null(RuleMeasures.RepresentativityAmong(0).Evaluate(default));
        Assert.Throws<ArgumentOutOfRangeException>(() => RuleMeasures.RepresentativityAmong(79).Evaluate(t));
        Assert.Throws<ArgumentOutOfRangeException>(() => RuleMeasures.RepresentativityAmong(-1));
    }

    [Fact]
    public void Standardised_lift_above_thresholds_is_0_for_a_rule_that_just_meets_one()
    {
        RuleCounts just = new(20, 20, 80, 880); // support 0.02, confidence 0.5

        Assert.Equal(0.0, RuleMeasures.StandardisedLiftAbove(0.02, 0.1).Evaluate(just)!.Value, 1e-12);
        Assert.Equal(0.0, RuleMeasures.StandardisedLiftAbove(0.0, 0.5).Evaluate(just)!.Value, 1e-12);
        Assert.Equal(RuleMeasures.StandardisedLift.Evaluate(just)!.Value, RuleMeasures.StandardisedLiftAbove(0, 0).Evaluate(just)!.Value, 1e-12);
        Assert.True(RuleMeasures.StandardisedLiftAbove(0.03, 0).Evaluate(just) < 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_quantile_outside_0_to_1_is_refused(double quantile) =>
        Assert.Contains("more than 0 and less than 1", Assert.Throws<ArgumentOutOfRangeException>(() => RuleMeasures.HyperLiftAt(quantile)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(-0.1, 0.5, "minSupport")]
    [InlineData(0.1, 1.5, "minConfidence")]
    [InlineData(double.NaN, 0.5, "minSupport")]
    public void A_threshold_that_is_no_share_is_refused(double minSupport, double minConfidence, string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => RuleMeasures.StandardisedLiftAbove(minSupport, minConfidence)).ParamName);

    [Theory]
    [InlineData("confidense", "Did you mean 'confidence'?")]
    [InlineData("LIFTT", "Did you mean 'lift'?")]
    [InlineData("jacard", "Did you mean 'jaccard'?")]
    public void A_mistyped_name_is_answered_with_the_nearest_and_all_others(string name, string hint)
    {
        Assert.Null(RuleMeasures.TryGet(name));
        ArgumentException e = Assert.Throws<ArgumentException>(() => RuleMeasures.Get(name));

        Assert.StartsWith($"'{name}' is not a rule measure. {hint} Known are: support, coverage,", e.Message, StringComparison.Ordinal);
        Assert.Contains("hyperLift.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_near_to_none_gets_no_hint()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => RuleMeasures.Get("whatever"));

        Assert.DoesNotContain("Did you mean", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(double.PositiveInfinity, "Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    [InlineData(0.1, "0.1")]
    [InlineData(2.0, "2")]
    [InlineData(1.0 / 3, "0.3333333333333333")]
    [InlineData(1.5e-300, "1.5E-300")]
    public void Values_are_written_to_be_read_back(double? value, string expected)
    {
        Assert.Equal(expected, MeasureText.Format(value));
    }

    [Fact]
    public void Not_a_number_is_never_written()
    {
        Assert.Throws<ArgumentException>(() => MeasureText.Format(double.NaN));
    }
}
