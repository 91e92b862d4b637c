using CrossSell.ML.Tests.Logistic;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Evaluation;

public class PropensityReportTests
{
    [Fact]
    public void Measures_of_a_small_table_are_those_worked_out_by_hand()
    {
        PropensityReport report = PropensityReport.Of([0.9, 0.6, 0.6, 0.1], [true, true, false, false]);

        Assert.Equal(3.5 / 4, report.Auc!.Value, 12);
        Assert.Equal(((1.0 / 1) + (2.0 / 3)) / 2, report.AveragePrecision!.Value, 12);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.6) + Math.Log(0.4) + Math.Log(0.9)) / 4, report.LogLoss, 12);
        Assert.Equal((0.01 + 0.16 + 0.36 + 0.01) / 4, report.Brier, 12);
        Assert.Equal((0.5, 0.55), (report.BaseRate, report.MeanProbability));
        Assert.Equal(1.5, report.Captured(2), 12);
        Assert.Equal(0.75, report.Gain(0.5)!.Value, 12);
        Assert.Equal(1.5, report.Lift(0.5)!.Value, 12);
    }

    [Fact]
    public void Curves_agree_with_counting_pairs() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            (double[] x, bool[] y) = LogisticRegressionTests.Random(40, 1, seed);
            double[] p = [.. x.Select(v => Math.Round(1 / (1 + Math.Exp(-v)), 1))];
            double[] weights = [.. x.Select((_, i) => 1.0 + (i % 3))];
            double pairs = 0;
            double won = 0;
            for (int i = 0; i < 40; i++)
            {
                for (int j = 0; j < 40; j++)
                {
                    if (y[i] && !y[j])
                    {
                        pairs += weights[i] * weights[j];
                        won += weights[i] * weights[j] * (p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0);
                    }
                }
            }

            PropensityReport report = PropensityReport.Of(p, y, weights);
            Assert.Equal(won / pairs, report.Auc!.Value, 1e-12);
            Assert.Equal(1, report.Gain(1)!.Value, 1e-12);
            BrierDecomposition parts = report.BrierParts;
            Assert.Equal(report.Brier, parts.Reliability - parts.Resolution + parts.Uncertainty + parts.WithinBins, 1e-12);
            Assert.Equal(weights.Sum(), report.Calibration.Sum(bin => bin.Weight), 1e-9);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_measure_that_is_undefined_is_null()
    {
        PropensityReport report = PropensityReport.Of([0.2, 0.4], [false, false]);

        Assert.Null(report.Auc);
        Assert.Null(report.AveragePrecision);
        Assert.Null(report.Lift(0.5));
        Assert.Null(Bootstrap.Of([0.2, 0.4], [false, false], r => r.Auc));
    }

    [Fact]
    public void An_interval_covers_its_value_and_repeats_with_its_seed()
    {
        (double[] x, bool[] y) = LogisticRegressionTests.Random(300, 1, seed: 8);
        double[] p = [.. x.Select(v => 1 / (1 + Math.Exp(-v)))];

        Interval first = Bootstrap.Of(p, y, r => r.Auc, seed: 5, draws: 200)!;

        Assert.Equal(first, Bootstrap.Of(p, y, r => r.Auc, seed: 5, draws: 200));
        Assert.NotEqual(first, Bootstrap.Of(p, y, r => r.Auc, seed: 6, draws: 200));
        Assert.InRange(first.Value, first.Lower, first.Upper);

        // Hanley and McNeil's error of an AUC near 0.7 with some 150 of each kind is about 0.03.
        Assert.InRange(first.Upper - first.Lower, 0.06, 0.18);
    }

    [Fact]
    public void Input_that_cannot_be_judged_is_named()
    {
        Assert.Throws<ArgumentException>(() => PropensityReport.Of([], []));
        Assert.Throws<ArgumentException>(() => PropensityReport.Of([0.5], [true, false]));
        Assert.Contains("customer 2 is NaN", Assert.Throws<ArgumentException>(() => PropensityReport.Of([0.5, double.NaN], [true, false])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => PropensityReport.Of([0.5], [true]).Gain(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Bootstrap.Of([0.5], [true], r => r.Brier, draws: 5));
    }
}
