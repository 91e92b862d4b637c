namespace CrossSell.ML.Tests.Value;

public class CustomerValueTests
{
    private static readonly (double P, double Q, double Gamma) _spending = (6.25, 3.74, 15.44);
    private static readonly SimulatedBuyers _buyers = SimulatedBuyers.Draw(seed: 21, count: 30_000, (0.9, 40, 0.8, 2.5), horizon: 180, _spending);
    private static readonly int[] _again = [.. Enumerable.Range(0, _buyers.Patterns.Length).Where(i => _buyers.Patterns[i].Frequency > 0)];
    private static readonly GammaGammaModel _spend = GammaGammaModel.Fit([.. _again.Select(i => _buyers.Patterns[i].Frequency)], [.. _again.Select(i => _buyers.MeanSpend[i])]);

    [Fact]
    public void The_parameters_of_simulated_spends_are_found_within_two_standard_errors()
    {
        double[] truth = [_spending.P, _spending.Q, _spending.Gamma];
        for (int i = 0; i < truth.Length; i++)
        {
            ParameterEstimate found = _spend.Parameters[i];
            Assert.True(Math.Abs(found.Estimate - truth[i]) <= 2 * found.StandardError, $"{found} but the truth is {truth[i]}");
        }

        Assert.InRange(_spend.FrequencySpendCorrelation, -0.03, 0.03);
        Assert.Equal(1, _spend.MeanSpend / (_spending.P * _spending.Gamma / (_spending.Q - 1)), 0.02);
    }

    [Fact]
    public void Spends_that_are_alike_for_all_leave_the_mean_and_no_error_of_what_tells_customers_apart()
    {
        // Everybody draws from one gamma distribution: q and gamma rise together without end, and only their ratio is told.
        var alike = SimulatedBuyers.Draw(seed: 5, count: 4_000, (0.9, 40, 0.8, 2.5), horizon: 180, (12, 1e7, 4e7));
        int[] again = [.. Enumerable.Range(0, alike.Patterns.Length).Where(i => alike.Patterns[i].Frequency > 0)];
        GammaGammaModel model = GammaGammaModel.Fit([.. again.Select(i => alike.Patterns[i].Frequency)], [.. again.Select(i => alike.MeanSpend[i])]);
        Assert.Equal(48, model.MeanSpend, 0.5);
        Assert.Equal(48, model.ExpectedSpend(5, 60), 2.0);
    }

    [Fact]
    public void Few_occasions_are_held_to_the_mean_of_all_and_many_to_their_own()
    {
        Assert.InRange(_spend.ExpectedSpend(1, 100), _spend.MeanSpend, 100);
        Assert.Equal(100, _spend.ExpectedSpend(10_000, 100), 0.1);
        Assert.Equal(_spend.MeanSpend, _spend.ExpectedSpend(0, double.NaN), 1e-9);
    }

    [Fact]
    public void Expected_margins_of_tenths_come_true_and_intervals_cover_as_often_as_they_say()
    {
        var model = new CustomerValueModel(BgNbdModel.Fit(_buyers.Patterns), _spend, marginShare: 0.25);
        CustomerValue[] values = [.. Enumerable.Range(0, 1_000).Select(i => model.Of(_buyers.Patterns[i], _buyers.MeanSpend[i], 180, level: 0.9))];
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(i => values[i].ExpectedMargin)];
        foreach (int[] tenth in order.Chunk(100))
        {
            double[] seen = [.. tenth.Select(i => 0.25 * _buyers.LaterSpend[i])];
            double mean = seen.Average();
            double error = Math.Sqrt(seen.Average(s => (s - mean) * (s - mean)) / seen.Length);
            double expected = tenth.Average(i => values[i].ExpectedMargin);
            Assert.True(Math.Abs(mean - expected) < (4 * error) + (0.02 * expected), $"{mean:0.00} seen, {expected:0.00} expected");
        }

        double inside = values.Where((v, i) => v.Lower <= 0.25 * _buyers.LaterSpend[i] && 0.25 * _buyers.LaterSpend[i] <= v.Upper).Count() / (double)values.Length;
        double above = values.Where((v, i) => 0.25 * _buyers.LaterSpend[i] > v.Upper).Count() / (double)values.Length;
        Assert.InRange(inside, 0.87, 1);
        Assert.InRange(above, 0.025, 0.075);
    }

    [Fact]
    public void All_at_once_gives_what_one_by_one_gives()
    {
        var builder = new PurchaseHistoryBuilder();
        var start = new DateTime(2026, 1, 1);
        for (int c = 0; c < 300; c++)
        {
            for (int k = 0; k <= c % 5; k++)
            {
                builder.Add(new Purchase { Customer = $"C{c}", Product = "p", Time = start.AddDays((c % 40) + (k * (7 + (c % 11)))), Revenue = 5 + (c % 13) + k });
            }
        }

        CustomerRhythms rhythms = CustomerRhythms.Of(builder.Build(), start.AddDays(150));
        var model = new CustomerValueModel(BgNbdModel.Fit(rhythms), GammaGammaModel.Fit(rhythms), 0.5);
        double[] margins = new double[rhythms.Count];
        double[] alive = new double[rhythms.Count];
        model.ExpectedMargins(rhythms, 60, margins);
        model.Buying.ProbabilityAlive(rhythms, alive);

        Assert.All(Enumerable.Range(0, rhythms.Count), c =>
        {
            CustomerValue value = model.Of(rhythms, c, 60)!;
            Assert.Equal(value.ExpectedMargin, margins[c], 1e-12);
            Assert.Equal(value.ProbabilityAlive, alive[c]);
            Assert.InRange(value.Lower, 0, value.Upper);
            Assert.InRange(value.ExpectedMargin, 1e-9, 1e3);
        });
    }

    [Fact]
    public void Spends_that_teach_nothing_or_cannot_be_are_refused()
    {
        Assert.Contains("all for the same amount", Assert.Throws<ValueTrainingException>(() => GammaGammaModel.Fit([1, 2, 3], [7, 7, 7])).Message, StringComparison.Ordinal);
        Assert.Contains("2 customers", Assert.Throws<ValueTrainingException>(() => GammaGammaModel.Fit([1, 2], [7, 8])).Message, StringComparison.Ordinal);
        Assert.Contains("Customer 2 has 0 occasions", Assert.Throws<ArgumentException>(() => GammaGammaModel.Fit([1, 0, 1], [7, 8, 9])).Message, StringComparison.Ordinal);
        Assert.Contains("3 frequencies and 1", Assert.Throws<ArgumentException>(() => GammaGammaModel.Fit([1, 2, 3], [7])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => _spend.ExpectedSpend(1, -2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CustomerValueModel(BgNbdModel.Fit(_buyers.Patterns), _spend, 0));
    }
}
