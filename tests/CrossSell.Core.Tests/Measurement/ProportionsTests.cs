namespace CrossSell.Core.Tests.Measurement;

public class ProportionsTests
{
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Intervals_of_a_share_are_those_that_Newcombe_published(long hits, long count, double lower, double upper)
    {
        Interval interval = Proportions.Wilson(hits, count);
        Assert.Equal(lower, interval.Lower, 4);
        Assert.Equal(upper, interval.Upper, 4);
        Assert.Equal((double)hits / count, interval.Value);
    }

    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1.0000)]
    public void Intervals_of_a_difference_are_those_that_Newcombe_published(long hits, long count, long otherHits, long otherCount, double lower, double upper)
    {
        Interval interval = Proportions.Difference(hits, count, otherHits, otherCount);
        Assert.Equal(lower, interval.Lower, 4);
        Assert.Equal(upper, interval.Upper, 4);
    }

    [Fact]
    public void A_difference_turned_round_has_the_interval_turned_round()
    {
        Interval there = Proportions.Difference(31, 4_500, 2, 500);
        Interval back = Proportions.Difference(2, 500, 31, 4_500);
        Assert.Equal(-there.Value, back.Value, 15);
        Assert.Equal(-there.Lower, back.Upper, 15);
        Assert.Equal(-there.Upper, back.Lower, 15);
    }

    [Fact]
    public void A_ratio_has_the_interval_of_its_logarithm_and_none_where_nobody_did()
    {
        // 29 of 120 against 15 of 60, by hand: ln(0.9667) -+ 1.959964 sqrt(1/29 - 1/120 + 1/15 - 1/60).
        Interval ratio = Proportions.Ratio(29, 120, 15, 60)!;
        double reach = 1.9599639845400545 * Math.Sqrt((1.0 / 29) - (1.0 / 120) + (1.0 / 15) - (1.0 / 60));
        Assert.Equal(29.0 / 30, ratio.Value, 12);
        Assert.Equal(Math.Exp(Math.Log(29.0 / 30) - reach), ratio.Lower, 12);
        Assert.Equal(Math.Exp(Math.Log(29.0 / 30) + reach), ratio.Upper, 12);
        Assert.Null(Proportions.Ratio(0, 100, 5, 100));
        Assert.Null(Proportions.Ratio(5, 100, 0, 100));
    }

    [Fact]
    public void P_values_are_those_of_the_chi_squared_test()
    {
        Assert.Equal(0.0080, Proportions.PValue(56, 70, 48, 80), 4);
        Assert.Equal(1, Proportions.PValue(0, 10, 0, 20));
        Assert.Equal(1, Proportions.PValue(10, 10, 20, 20));
    }

    [Theory]
    [InlineData(4_500, 500, 0.004, 0.002)]
    [InlineData(4_500, 500, 0.015, 0.01)]
    [InlineData(2_000, 2_000, 0.05, 0.05)]
    [InlineData(900, 100, 0.10, 0.04)]
    public void Intervals_of_a_difference_cover_the_truth_in_93_to_97_of_100_campaigns(int treated, int control, double treatedRate, double controlRate)
    {
        var draws = new Draws(20_261_122);
        int covered = 0;
        for (int campaign = 0; campaign < 2_000; campaign++)
        {
            Interval interval = Proportions.Difference(draws.Hits(treated, treatedRate), treated, draws.Hits(control, controlRate), control);
            covered += interval.Lower <= treatedRate - controlRate && treatedRate - controlRate <= interval.Upper ? 1 : 0;
        }

        Assert.InRange(covered / 2_000.0, 0.93, 0.97);
    }

    [Fact]
    public void The_plain_interval_does_not_cover_so_the_simulation_can_fail()
    {
        var draws = new Draws(1);
        int covered = 0;
        for (int campaign = 0; campaign < 2_000; campaign++)
        {
            double p = draws.Hits(4_500, 0.004) / 4_500.0;
            double q = draws.Hits(500, 0.002) / 500.0;
            double reach = 1.96 * Math.Sqrt((p * (1 - p) / 4_500) + (q * (1 - q) / 500));
            covered += Math.Abs(p - q - 0.002) <= reach ? 1 : 0;
        }

        Assert.InRange(covered / 2_000.0, 0.76, 0.86);
    }

    [Theory]
    [InlineData(-1, 10)]
    [InlineData(11, 10)]
    [InlineData(0, 0)]
    public void Impossible_counts_are_refused(long hits, long count) =>
        Assert.Contains("hits", Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.Wilson(hits, count)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_level_of_no_use_is_refused(double level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Proportions.Difference(1, 10, 1, 10, level));
}
