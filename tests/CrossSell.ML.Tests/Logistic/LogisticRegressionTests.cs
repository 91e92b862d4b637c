using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Logistic;

public class LogisticRegressionTests
{
    [Fact]
    public void A_two_by_two_table_gives_the_log_odds_ratio_and_its_textbook_error()
    {
        // 10 of 30 without, 24 of 40 with: the saturated model has a closed form.
        double[] x = [.. Enumerable.Repeat(0.0, 30), .. Enumerable.Repeat(1.0, 40)];
        bool[] y = [.. Enumerable.Range(0, 30).Select(i => i < 10), .. Enumerable.Range(0, 40).Select(i => i < 24)];

        CoefficientEstimate slope = LogisticRegression.Fit(new FeatureMatrix(["x"], x), y).Coefficients[1];

        Assert.Equal(Math.Log(24.0 / 16 / (10.0 / 20)), slope.Estimate!.Value, 12);
        Assert.Equal(Math.Sqrt((1.0 / 24) + (1.0 / 16) + (1.0 / 10) + (1.0 / 20)), slope.StandardError!.Value, 12);
    }

    [Fact]
    public void A_weight_counts_like_repeated_rows()
    {
        (double[] x, bool[] y) = Random(60, 3, seed: 5);
        double[] weights = [.. Enumerable.Range(0, 60).Select(i => 1.0 + (i % 3))];
        double[] longX = [.. Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat(x[(i * 3)..((i * 3) + 3)], (int)weights[i])).SelectMany(r => r)];
        bool[] longY = [.. Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat(y[i], (int)weights[i]))];

        LogisticFit weighted = LogisticRegression.Fit(Matrix(3, x), y, weights);
        LogisticFit repeated = LogisticRegression.Fit(Matrix(3, longX), longY);

        Assert.All(weighted.Coefficients.Zip(repeated.Coefficients), pair =>
        {
            Assert.Equal(pair.Second.Estimate!.Value, pair.First.Estimate!.Value, 9);
            Assert.Equal(pair.Second.StandardError!.Value, pair.First.StandardError!.Value, 9);
        });
    }

    [Fact]
    public void Constant_and_dependent_columns_are_left_out_and_change_nothing()
    {
        (double[] x, bool[] y) = Random(80, 2, seed: 7);
        double[] wide = [.. Enumerable.Range(0, 80).SelectMany(i => new[] { x[2 * i], 4.0, x[(2 * i) + 1], x[2 * i] - (2 * x[(2 * i) + 1]) + 1 })];

        LogisticFit narrow = LogisticRegression.Fit(Matrix(2, x), y);
        LogisticFit fit = LogisticRegression.Fit(new FeatureMatrix(["c0", "constant", "c1", "sum"], wide), y);

        Assert.Equal(["constant", "sum"], fit.LeftOut);
        Assert.Equal(narrow.LogLikelihood, fit.LogLikelihood, 9);
        Assert.Equal(narrow.Coefficients[2].Estimate!.Value, fit.Coefficients[3].Estimate!.Value, 8);
        Assert.Equal(narrow.Coefficients[2].StandardError!.Value, fit.Coefficients[3].StandardError!.Value, 8);
        Assert.Equal(3, fit.Parameters);
    }

    [Fact]
    public void Separated_answers_are_an_error_that_names_the_column_and_the_remedy()
    {
        (double[] x, bool[] y) = Random(60, 2, seed: 9);
        for (int i = 0; i < y.Length; i++)
        {
            x[2 * i] = (y[i] ? 1 : -1) * (1 + Math.Abs(x[2 * i]));
        }

        var error = Assert.Throws<PropensityTrainingException>(() => LogisticRegression.Fit(Matrix(2, x), y));

        Assert.Contains("c0", error.Columns);
        Assert.Contains(nameof(LogisticOptions.Ridge), error.Message, StringComparison.Ordinal);
        Assert.All([1, 1e-3, 1e-6], ridge => Assert.True(LogisticRegression.Fit(Matrix(2, x), y, options: new LogisticOptions { Ridge = ridge }).Coefficients[1].Estimate > 0));
    }

    [Fact]
    public void A_level_that_never_buys_is_an_error_too()
    {
        (double[] x, bool[] y) = Random(90, 2, seed: 11);
        for (int i = 0; i < y.Length; i++)
        {
            x[2 * i] = !y[i] && i % 2 == 0 ? 1 : 0;
        }

        Assert.Contains("c0", Assert.Throws<PropensityTrainingException>(() => LogisticRegression.Fit(Matrix(2, x), y)).Columns);
    }

    [Fact]
    public void Labels_of_one_kind_are_an_error()
    {
        Assert.Contains("None of the 3", Assert.Throws<PropensityTrainingException>(() => LogisticRegression.Fit(Matrix(1, [1, 2, 3]), [false, false, false])).Message, StringComparison.Ordinal);
        Assert.Contains("All 3", Assert.Throws<PropensityTrainingException>(() => LogisticRegression.Fit(Matrix(1, [1, 2, 3]), [true, true, true])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Input_that_cannot_be_used_is_named()
    {
        Assert.Contains("Row 2, column 'b' is NaN", Assert.Throws<ArgumentException>(() => new FeatureMatrix(["a", "b"], [1, 2, 3, double.NaN])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new FeatureMatrix(["a", "b"], [1, double.PositiveInfinity]));
        Assert.Throws<ArgumentException>(() => new FeatureMatrix(["a", "a"], [1, 2]));
        Assert.Throws<ArgumentException>(() => new FeatureMatrix(["a", "b"], [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(Matrix(1, [1, 2]), [true]));
        Assert.Contains("row 2 is -1", Assert.Throws<ArgumentException>(() => LogisticRegression.Fit(Matrix(1, [1, 2]), [true, false], [1, -1])).Message, StringComparison.Ordinal);
        Assert.Equal(4, new LogisticOptions { Ridge = -1, ConfidenceLevel = 1, MaxIterations = 0, MaxThreads = 0 }.Validate().Count);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        (double[] x, bool[] y) = Random(6_000, 90, seed: 13);

        LogisticFit one = LogisticRegression.Fit(Matrix(90, x), y, options: new LogisticOptions { MaxThreads = 1 });
        LogisticFit two = LogisticRegression.Fit(Matrix(90, x), y, options: new LogisticOptions { MaxThreads = 2 });

        Assert.Equal(one.Coefficients, two.Coefficients);
    }

    [Fact]
    public void Units_of_columns_change_no_prediction_and_predictions_lie_inside_0_and_1() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            (double[] x, bool[] y) = Random(50, 3, seed);
            double[] scaled = [.. x.Select((v, i) => i % 3 == 1 ? (v * 1e6) + 3e6 : v)];
            var options = new LogisticOptions { Ridge = seed % 2 == 0 ? 0.5 : 5 };

            double[] a = LogisticRegression.Fit(Matrix(3, x), y, options: options).Predict(Matrix(3, x));
            double[] b = LogisticRegression.Fit(Matrix(3, scaled), y, options: options).Predict(Matrix(3, scaled));

            Assert.All(a.Zip(b), p => Assert.Equal(p.First, p.Second, 1e-9));
            Assert.All(a, p => Assert.True(p > 0 && p < 1));
            Assert.Equal(y.Count(v => v) / 50.0, a.Average(), 1e-9);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void The_order_of_rows_and_columns_changes_nothing() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            (double[] x, bool[] y) = Random(70, 3, seed);
            int[] order = [.. Enumerable.Range(0, 70).OrderBy(i => (i * 7919L + seed) % 71)];
            double[] mixed = [.. order.SelectMany(i => new[] { x[(3 * i) + 2], x[3 * i], x[(3 * i) + 1] })];
            var options = new LogisticOptions { Ridge = 0.1 };

            LogisticFit a = LogisticRegression.Fit(Matrix(3, x), y, options: options);
            LogisticFit b = LogisticRegression.Fit(new FeatureMatrix(["c2", "c0", "c1"], mixed), [.. order.Select(i => y[i])], options: options);

            Assert.All(a.Coefficients, c => Assert.Equal(c.Estimate!.Value, b.Coefficients.Single(d => d.Name == c.Name).Estimate!.Value, 1e-9));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    internal static FeatureMatrix Matrix(int columns, double[] values) => new([.. Enumerable.Range(0, columns).Select(c => $"c{c}")], values);

    /// <summary>Rows whose answer depends on the first two columns, and on chance.</summary>
    internal static (double[] Values, bool[] Labels) Random(int rows, int columns, int seed)
    {
        ulong state = (ulong)seed * 0x9E3779B97F4A7C15;
        double Next()
        {
            state += 0x9E3779B97F4A7C15;
            ulong z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) / (double)(1UL << 53);
        }

        double[] values = [.. Enumerable.Range(0, rows * columns).Select(_ => Next() + Next() + Next() - 1.5)];
        bool[] labels = [.. Enumerable.Range(0, rows).Select(i => Next() < 1 / (1 + Math.Exp(0.5 - values[i * columns] + (columns > 1 ? values[(i * columns) + 1] : 0))))];
        (labels[0], labels[1]) = (true, false);
        return (values, labels);
    }
}
