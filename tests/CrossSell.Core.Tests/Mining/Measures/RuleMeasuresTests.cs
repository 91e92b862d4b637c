namespace CrossSell.Mining.Tests;

public sealed class RuleMeasuresTests
{
    [Fact]
    public void Names_are_distinct_and_found_in_any_case()
    {
        Assert.Equal(30, RuleMeasures.All.Count);
        Assert.Equal(RuleMeasures.All.Count, RuleMeasures.All.Select(m => m.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(RuleMeasures.All, m => Assert.Same(m, RuleMeasures.Get(m.Name.ToUpperInvariant())));
        Assert.Same(RuleMeasures.ChiSquared, RuleMeasures.TryGet("chisquared"));
        Assert.Equal("chiSquared", RuleMeasures.ChiSquared.ToString());
    }

    [Theory]
    [InlineData("confidense", "Did you mean 'confidence'?")]
    [InlineData("LIFTT", "Did you mean 'lift'?")]
    [InlineData("jacard", "Did you mean 'jaccard'?")]
    public void A_mistyped_name_is_answered_with_the_nearest_and_all_others(string name, string hint)
    {
        Assert.Null(RuleMeasures.TryGet(name));
        ArgumentException e = Assert.Throws<ArgumentException>(() => RuleMeasures.Get(name));

        Assert.StartsWith($"'{name}' is not a rule measure. {hint} Known are: support, coverage,", e.Message, StringComparison.Ordinal);
        Assert.Contains("hyperConfidence.", e.Message, StringComparison.Ordinal);
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
