using CrossSell.ML.Tests.Logistic;

namespace CrossSell.ML.Tests.Reports;

public class GainTableTests
{
    [Fact]
    public void Parts_of_a_small_table_are_those_worked_out_by_hand()
    {
        IReadOnlyList<GainRow> rows = PropensityReport.Of([0.9, 0.6, 0.6, 0.1], [true, true, false, false]).GainTable(parts: 2);

        Assert.Equal(new GainRow(1, 2, 1.5, 0.75, 0.75, 1.5, 0.75, 1.5), rows[0]);
        Assert.Equal((2, 2.0, 0.5, 0.25, 2.0, 1.0, 1.0), (rows[1].Part, rows[1].Customers, rows[1].Buyers, rows[1].ObservedRate, rows[1].CumulativeBuyers, rows[1].Gain, rows[1].Lift));
        Assert.Equal(0.35, rows[1].MeanProbability, 12);
    }

    [Fact]
    public void Parts_hold_every_customer_and_every_buyer_once()
    {
        (double[] x, bool[] y) = LogisticRegressionTests.Random(333, 1, seed: 6);
        double[] p = [.. x.Select(v => Math.Round(1 / (1 + Math.Exp(-v)), 1))];
        double[] weights = [.. x.Select((_, i) => 0.5 + (i % 4))];
        var report = PropensityReport.Of(p, y, weights);

        IReadOnlyList<GainRow> rows = report.GainTable();

        Assert.Equal(10, rows.Count);
        Assert.Equal(weights.Sum(), rows.Sum(row => row.Customers), 1e-9);
        Assert.Equal(report.BaseRate * weights.Sum(), rows.Sum(row => row.Buyers), 1e-9);
        Assert.Equal(report.MeanProbability, rows.Average(row => row.MeanProbability), 1e-12);
        Assert.All(rows, row => Assert.Equal(report.Lift(row.Part / 10.0)!.Value, row.Lift!.Value, 1e-9));
        Assert.Equal(1, rows[^1].Gain!.Value, 1e-12);
        Assert.All(rows.Zip(rows.Skip(1)), pair => Assert.True(pair.First.MeanProbability >= pair.Second.MeanProbability - 1e-12));
        Assert.Null(PropensityReport.Of([0.1, 0.2], [false, false]).GainTable(2)[0].Gain);
    }

    [Fact]
    public void Intervals_of_several_measures_come_from_the_same_draws()
    {
        (double[] x, bool[] y) = LogisticRegressionTests.Random(200, 1, seed: 8);
        double[] p = [.. x.Select(v => 1 / (1 + Math.Exp(-v)))];

        IReadOnlyList<Interval?> both = Bootstrap.Of(p, y, [], [r => r.Auc, r => r.LogLoss], seed: 3, draws: 100);

        Assert.Equal(Bootstrap.Of(p, y, r => r.Auc, seed: 3, draws: 100), both[0]);
        Assert.Equal(Bootstrap.Of(p, y, r => r.LogLoss, seed: 3, draws: 100), both[1]);
    }

    [Fact]
    public void Weights_count_like_repeated_customers_for_every_measure()
    {
        (double[] x, bool[] y) = LogisticRegressionTests.Random(60, 1, seed: 4);
        double[] p = [.. x.Select(v => 1 / (1 + Math.Exp(-v)))];
        int[] rows = [.. Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat(i, 1 + (i % 3)))];

        var weighted = PropensityReport.Of(p, y, [.. Enumerable.Range(0, 60).Select(i => 1.0 + (i % 3))]);
        var repeated = PropensityReport.Of([.. rows.Select(i => p[i])], [.. rows.Select(i => y[i])]);

        Assert.Equal(repeated.Auc!.Value, weighted.Auc!.Value, 1e-12);
        Assert.Equal(repeated.AveragePrecision!.Value, weighted.AveragePrecision!.Value, 1e-12);
        Assert.Equal(repeated.LogLoss, weighted.LogLoss, 1e-12);
        Assert.Equal(repeated.CalibrationError, weighted.CalibrationError, 1e-12);
        Assert.Equal(repeated.Lift(0.1)!.Value, weighted.Lift(0.1)!.Value, 1e-12);
    }
}
