using CrossSell.ML.Value;
using MathNet.Numerics.Distributions;

namespace CrossSell.ML.Tests.Value;

public class BgNbdModelTests
{
    // The estimates that Fader, Hardie and Lee (2005) publish for the CDNOW customers, alpha in days.
    private static readonly (double R, double Alpha, double A, double B) _cdnow = (0.243, 4.414 * 7, 0.793, 2.426);
    private static readonly SimulatedBuyers _buyers = SimulatedBuyers.Draw(seed: 13, count: 40_000, _cdnow, horizon: 273);
    private static readonly BgNbdModel _model = BgNbdModel.Fit(_buyers.Patterns);

    [Fact]
    public void The_parameters_of_simulated_customers_are_found_within_two_standard_errors()
    {
        double[] truth = [_cdnow.R, _cdnow.Alpha, _cdnow.A, _cdnow.B];
        for (int i = 0; i < truth.Length; i++)
        {
            ParameterEstimate found = _model.Parameters[i];
            Assert.True(Math.Abs(found.Estimate - truth[i]) <= 2 * found.StandardError, $"{found} but the truth is {truth[i]}");
        }
    }

    [Fact]
    public void Standard_errors_are_as_large_as_the_estimates_scatter()
    {
        int inside = 0;
        int all = 0;
        for (int seed = 100; seed < 140; seed++)
        {
            BgNbdModel model = BgNbdModel.Fit(SimulatedBuyers.Draw(seed, 3_000, (0.8, 40, 0.9, 3), horizon: 0).Patterns);
            double[] truth = [0.8, 40, 0.9, 3];
            inside += model.Parameters.Where((p, i) => p.Lower <= truth[i] && truth[i] <= p.Upper).Count();
            all += truth.Length;
        }

        // 95 % of 160 are 152; fewer than 142 or all of them would be chance in one world of a thousand, were they independent.
        Assert.InRange(inside, 142, all - 1);
    }

    [Fact]
    public void A_probability_alive_of_p_is_a_share_of_p_who_are_alive()
    {
        foreach (IGrouping<int, int> tenth in Enumerable.Range(0, _buyers.Patterns.Length).Where(i => _buyers.Patterns[i].Frequency > 0)
            .GroupBy(i => (int)(10 * _model.ProbabilityAlive(_buyers.Patterns[i]))))
        {
            double expected = tenth.Average(i => _model.ProbabilityAlive(_buyers.Patterns[i]));
            double seen = tenth.Average(i => _buyers.Alive[i] ? 1.0 : 0);
            double error = Math.Sqrt(expected * (1 - expected) / tenth.Count());
            Assert.True(Math.Abs(seen - expected) < (4 * error) + 0.01, $"of {tenth.Count()} customers {seen:0.000} are alive, {expected:0.000} were expected");
        }
    }

    [Fact]
    public void Each_tenth_of_the_customers_buys_as_often_as_expected()
    {
        int[] order = [.. Enumerable.Range(0, _buyers.Patterns.Length).OrderBy(i => _model.ExpectedPurchases(_buyers.Patterns[i], 273))];
        foreach (int[] tenth in order.Chunk(4_000))
        {
            double expected = tenth.Average(i => _model.ExpectedPurchases(_buyers.Patterns[i], 273));
            double seen = tenth.Average(i => (double)_buyers.Later[i]);
            double error = Math.Sqrt(tenth.Average(i => Math.Pow(_buyers.Later[i] - seen, 2)) / tenth.Length);
            Assert.True(Math.Abs(seen - expected) < (4 * error) + (0.02 * expected), $"{seen:0.000} seen, {expected:0.000} expected");
        }
    }

    [Fact]
    public void Intervals_of_a_customers_purchases_cover_as_often_as_they_say()
    {
        int inside = 0;
        const int Customers = 4_000;
        for (int i = 0; i < Customers; i++)
        {
            PurchaseForecast forecast = _model.Forecast(_buyers.Patterns[i], 273);
            inside += forecast.Least <= _buyers.Later[i] && _buyers.Later[i] <= forecast.Most ? 1 : 0;
            Assert.True(forecast.StandardError > 0);
        }

        // Whole numbers cannot be hit exactly: such intervals cover at least as often as they say.
        Assert.InRange(inside / (double)Customers, 0.945, 1);
    }

    [Fact]
    public void A_new_customer_is_expected_to_buy_as_often_as_those_simulated_do()
    {
        double expected = _model.ExpectedPurchasesOfNewCustomer(180);
        SimulatedBuyers fresh = SimulatedBuyers.Draw(seed: 12, count: 40_000, _cdnow, horizon: 0, shortest: 180, longest: 180);

        Assert.Equal(fresh.Patterns.Average(p => p.Frequency), expected, 0.05 * expected);
    }

    [Fact]
    public void The_model_is_the_same_bytes_for_any_number_of_threads()
    {
        BgNbdModel one = BgNbdModel.Fit(_buyers.Patterns, new ValueOptions { MaxThreads = 1 });
        BgNbdModel many = BgNbdModel.Fit(_buyers.Patterns, new ValueOptions { MaxThreads = 7 });

        Assert.Equal(one.Parameters, many.Parameters);
        Assert.Equal(BitConverter.DoubleToInt64Bits(one.LogLikelihood), BitConverter.DoubleToInt64Bits(many.LogLikelihood));
    }

    [Fact]
    public void Weeks_in_place_of_days_change_alpha_alone()
    {
        BgNbdModel weeks = BgNbdModel.Fit([.. _buyers.Patterns.Select(p => new PurchasePattern(p.Frequency, p.RecencyDays / 7, p.AgeDays / 7))]);

        Assert.Equal(_model.Parameters[1].Estimate / 7, weeks.Parameters[1].Estimate, 1e-4);
        Assert.Equal(_model.Parameters[2].Estimate, weeks.Parameters[2].Estimate, 1e-4);
    }

    [Fact]
    public void Where_nobody_ever_leaves_the_chance_to_leave_is_said_to_be_unknown_or_tiny()
    {
        // A plain NBD: rates differ, all stay. The likelihood rises towards a = 0.
        var random = new Random(5);
        PurchasePattern[] patterns = [.. Enumerable.Range(0, 2_000).Select(_ => Stayer(random))];
        BgNbdModel model = BgNbdModel.Fit(patterns);

        Assert.True(model.Parameters[2].Estimate / (model.Parameters[2].Estimate + model.Parameters[3].Estimate) < 0.01);
        Assert.True(patterns.Average(model.ProbabilityAlive) > 0.98);
    }

    [Fact]
    public void Customers_of_whom_none_bought_again_teach_nothing()
    {
        var exception = Assert.Throws<ValueTrainingException>(() => BgNbdModel.Fit([new PurchasePattern(0, 0, 100), new PurchasePattern(0, 0, 90)]));

        Assert.Contains("None of 2 customers bought a second time", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0, 10, "frequency is -1")]
    [InlineData(1, 11, 10, "recency is 11")]
    [InlineData(0, 3, 10, "recency is 3 days with a frequency of 0")]
    [InlineData(1, 3, double.NaN, "age is NaN")]
    public void A_pattern_that_cannot_be_is_refused_by_name(int x, double recency, double age, string text)
    {
        var pattern = new PurchasePattern(x, recency, age);

        Assert.Contains(text, Assert.Throws<ArgumentException>(() => BgNbdModel.Fit([pattern])).Message, StringComparison.Ordinal);
        Assert.Contains(text, Assert.Throws<ArgumentException>(() => _model.Forecast(pattern, 10)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_horizon_that_cannot_be_is_refused(double days) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _model.ExpectedPurchases(new PurchasePattern(1, 2, 3), days));

    [Fact]
    public void Options_out_of_range_are_told_together()
    {
        var options = new ValueOptions { ConfidenceLevel = 1, MaxIterations = 0, MaxThreads = 0 };

        Assert.Equal(3, options.Validate().Count);
        Assert.Throws<ArgumentException>(() => BgNbdModel.Fit(_buyers.Patterns, options));
    }

    private static PurchasePattern Stayer(Random random)
    {
        double rate = Gamma.Sample(random, 1.5, 30);
        (int x, double last) = (0, 0.0);
        for (double time = Exponential.Sample(random, rate); time <= 300; time += Exponential.Sample(random, rate))
        {
            (x, last) = (x + 1, time);
        }

        return new PurchasePattern(x, last, 300);
    }
}
