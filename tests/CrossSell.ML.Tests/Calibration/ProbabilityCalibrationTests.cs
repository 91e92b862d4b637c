using CrossSell.ML.Tests.Logistic;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Calibration;

public class ProbabilityCalibrationTests
{
    private static readonly Func<double[], bool[], ProbabilityCalibration>[] Ways =
    [
        (p, y) => ProbabilityCalibration.FitPlatt(p, y),
        (p, y) => ProbabilityCalibration.FitBeta(p, y),
        (p, y) => ProbabilityCalibration.FitIsotonic(p, y),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Probabilities_that_are_too_sure_are_put_right(int way)
    {
        (double[] sure, bool[] y, double[] truth) = TooSure(4_000, seed: 3);

        ProbabilityCalibration calibration = Ways[way](sure, y);

        double[] calibrated = [.. sure.Select(calibration.Apply)];
        Assert.True(Distance(calibrated, truth) < 0.03, $"{Distance(calibrated, truth)}");
        Assert.True(Distance(sure, truth) > 0.1);
        Assert.InRange(calibrated.Average() / y.Average(v => v ? 1.0 : 0), 0.99, 1.01);
    }

    [Fact]
    public void Every_curve_rises_and_stays_inside_0_and_1() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            (double[] p, bool[] y, _) = TooSure(60, seed);
            foreach (Func<double[], bool[], ProbabilityCalibration> way in Ways)
            {
                ProbabilityCalibration calibration = way(p, y);
                double[] curve = [.. Enumerable.Range(0, 101).Select(i => calibration.Apply(i / 100.0))];
                Assert.All(curve, v => Assert.True(v > 0 && v < 1));
                Assert.All(curve.Zip(curve.Skip(1)), pair => Assert.True(pair.Second >= pair.First - 1e-15));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Where_the_order_is_upside_down_the_curve_is_level_and_right_on_average()
    {
        double[] p = [.. Enumerable.Range(0, 400).Select(i => (i + 0.5) / 400)];
        bool[] y = [.. p.Select((v, i) => i % 10 < 9 - (int)(9 * v))];
        foreach (Func<double[], bool[], ProbabilityCalibration> way in Ways)
        {
            ProbabilityCalibration calibration = way(p, y);

            Assert.True(calibration.Apply(0.99) >= calibration.Apply(0.01));
            Assert.InRange(p.Average(calibration.Apply) / y.Average(v => v ? 1.0 : 0), 0.999, 1.001);
        }
    }

    [Fact]
    public void Isotonic_steps_are_the_best_rising_ones()
    {
        ProbabilityCalibration calibration = ProbabilityCalibration.FitIsotonic([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], [false, true, false, false, true, true]);

        // 0 | 1/3, 1/3, 1/3 | 1, 1 by pooling, ends held inside by half a customer of six.
        Assert.Equal([0.5 / 6, 1 / 3.0, 1 / 3.0, 1 - (0.5 / 6)], new[] { 0.1, 0.2, 0.4, 0.5 }.Select(calibration.Apply).Select(v => Math.Round(v, 12)).Select(v => v), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(((1 / 3.0) + 1 - (0.5 / 6)) / 2, calibration.Apply(0.45), 9);
    }

    [Fact]
    public void Input_that_cannot_be_used_is_named()
    {
        Assert.Throws<PropensityTrainingException>(() => ProbabilityCalibration.FitBeta([0.1, 0.2], [true, true]));
        Assert.Throws<ArgumentException>(() => ProbabilityCalibration.FitPlatt([0.1, 2], [true, false]));
        Assert.Throws<ArgumentException>(() => ProbabilityCalibration.FitIsotonic([0.1], [true, false]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProbabilityCalibration.FitPlatt([0.1, 0.2], [true, false]).Apply(-1));
    }

    /// <summary>Labels by a known probability, and forecasts whose logit is twice as far out.</summary>
    private static (double[] Sure, bool[] Labels, double[] Truth) TooSure(int count, int seed)
    {
        double[] u = LogisticRegressionTests.Random(2 * count, 1, seed).Values;
        double[] truth = [.. Enumerable.Range(0, count).Select(i => 1 / (1 + Math.Exp(1 - (2 * u[2 * i]))))];
        double[] sure = [.. truth.Select(p => 1 / (1 + Math.Pow((1 - p) / p, 2)))];
        bool[] y = [.. Enumerable.Range(0, count).Select(i => (Math.Abs(u[(2 * i) + 1]) * 7919) % 1 < truth[i])];
        (y[0], y[1]) = (true, false);
        return (sure, y, truth);
    }

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();
}
