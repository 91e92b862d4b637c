namespace CrossSell.Core.Tests.Measurement;

public class MeansTests
{
    // Student 1908: the additional hours of sleep after two drugs.
    private static readonly double[] First = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    private static readonly double[] Second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    [Fact]
    public void Welchs_interval_is_that_of_R_on_Students_sleep_data()
    {
        Interval difference = Means.Difference(First, Second);
        Assert.Equal(-1.58, difference.Value, 10);
        Assert.Equal(-3.3654832, difference.Lower, 6);
        Assert.Equal(0.2054832, difference.Upper, 6);
        Assert.Equal(0.07939414, Means.PValue(First, Second), 7);
    }

    [Fact]
    public void The_interval_of_a_mean_is_that_of_R_on_Students_sleep_data()
    {
        Interval mean = Means.Of(First);
        Assert.Equal(0.75, mean.Value, 12);
        Assert.Equal(-0.5297804, mean.Lower, 6);
        Assert.Equal(2.0297804, mean.Upper, 6);
    }

    [Fact]
    public void Groups_without_spread_have_an_interval_without_width()
    {
        Assert.Equal(new Interval(2, 2, 2), Means.Difference([3, 3, 3], [1, 1]));
        Assert.Equal(0, Means.PValue([3, 3, 3], [1, 1]));
        Assert.Equal(1, Means.PValue([1, 1], [1, 1, 1]));
    }

    [Fact]
    public void Drawing_only_the_number_of_zeros_is_the_same_as_drawing_each_customer()
    {
        var draws = new Draws(3);
        double[] treated = draws.Spends(3_000, 0.06, 3, 0.8);
        double[] control = draws.Spends(800, 0.7, 2, 0.5);
        Interval fast = Means.DifferenceByBootstrap(treated, control, seed: 7, draws: 4_000);

        double[] plain = new double[4_000];
        for (int draw = 0; draw < plain.Length; draw++)
        {
            plain[draw] = MeanOfDraws(treated, draws) - MeanOfDraws(control, draws);
        }

        Array.Sort(plain);
        double width = fast.Upper - fast.Lower;
        Assert.Equal(treated.Average() - control.Average(), fast.Value, 10);
        Assert.InRange(fast.Lower - plain[100], -0.05 * width, 0.05 * width);
        Assert.InRange(fast.Upper - plain[3_899], -0.05 * width, 0.05 * width);
    }

    [Fact]
    public void The_same_seed_draws_the_same_interval()
    {
        var draws = new Draws(5);
        double[] treated = draws.Spends(500, 0.2, 1, 1);
        double[] control = draws.Spends(500, 0.2, 1, 1);
        Assert.Equal(Means.DifferenceByBootstrap(treated, control, seed: 9), Means.DifferenceByBootstrap(treated, control, seed: 9));
        Assert.NotEqual(Means.DifferenceByBootstrap(treated, control, seed: 9), Means.DifferenceByBootstrap(treated, control, seed: 10));
    }

    [Fact]
    public void Intervals_of_revenue_cover_the_truth_in_93_to_97_of_100_campaigns()
    {
        double truth = (0.10 - 0.07) * Math.Exp(3 + (0.7 * 0.7 / 2));
        var draws = new Draws(11);
        int covered = 0;
        for (int campaign = 0; campaign < 2_000; campaign++)
        {
            Interval interval = Means.Difference(draws.Spends(900, 0.10, 3, 0.7), draws.Spends(600, 0.07, 3, 0.7));
            covered += interval.Lower <= truth && truth <= interval.Upper ? 1 : 0;
        }

        Assert.InRange(covered / 2_000.0, 0.93, 0.97);
    }

    [Fact]
    public void Values_that_are_not_finite_are_named()
    {
        Assert.Contains("value at 1 is NaN", Assert.Throws<ArgumentException>(() => Means.Difference([1, double.NaN], [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("two or more", Assert.Throws<ArgumentException>(() => Means.Difference([1], [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("no value", Assert.Throws<ArgumentException>(() => Means.DifferenceByBootstrap([], [1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Means.DifferenceByBootstrap([1], [1], draws: 99));
    }

    private static double MeanOfDraws(double[] values, Draws draws)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += values[(int)((1 - draws.Uniform()) * values.Length)];
        }

        return sum / values.Length;
    }
}
