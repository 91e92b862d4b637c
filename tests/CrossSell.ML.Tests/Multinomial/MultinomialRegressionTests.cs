using CrossSell.ML.Tests.Logistic;
using FsCheck;
using FsCheck.Fluent;

namespace CrossSell.ML.Tests.Softmax;

public class MultinomialRegressionTests
{
    private static readonly string[] Three = ["a", "b", "c"];

    [Fact]
    public void A_saturated_table_gives_the_log_odds_ratios_and_their_textbook_errors()
    {
        // Counts by group and class: the maximum has a closed form.
        int[,] counts = { { 10, 25, 5 }, { 20, 8, 12 } };
        var x = new List<double>();
        var y = new List<int>();
        for (int g = 0; g < 2; g++)
        {
            for (int k = 0; k < 3; k++)
            {
                x.AddRange(Enumerable.Repeat((double)g, counts[g, k]));
                y.AddRange(Enumerable.Repeat(k, counts[g, k]));
            }
        }

        MultinomialFit fit = MultinomialRegression.Fit(new FeatureMatrix(["x"], x.ToArray()), y.ToArray(), Three);

        for (int k = 1; k < 3; k++)
        {
            CoefficientEstimate slope = fit.Contrasts(k)[1];
            Assert.Equal(Math.Log((double)counts[1, k] * counts[0, 0] / (counts[1, 0] * (double)counts[0, k])), slope.Estimate!.Value, 1e-9);
            Assert.Equal(Math.Sqrt((1.0 / counts[1, k]) + (1.0 / counts[0, 0]) + (1.0 / counts[1, 0]) + (1.0 / counts[0, k])), slope.StandardError!.Value, 1e-9);
            CoefficientEstimate intercept = fit.Contrasts(k)[0];
            Assert.Equal(Math.Log((double)counts[0, k] / counts[0, 0]), intercept.Estimate!.Value, 1e-9);
            Assert.Equal(Math.Sqrt((1.0 / counts[0, k]) + (1.0 / counts[0, 0])), intercept.StandardError!.Value, 1e-9);
        }

        Assert.Equal(-fit.Contrasts(2, 1)[1].Estimate!.Value, fit.Contrasts(1, 2)[1].Estimate!.Value, 1e-12);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(3.0)]
    public void Two_classes_are_the_binary_regression(double ridge)
    {
        (double[] x, bool[] y) = LogisticRegressionTests.Random(300, 4, seed: 5);
        double[] weights = [.. Enumerable.Range(0, 300).Select(i => 0.5 + (i % 3))];
        FeatureMatrix matrix = LogisticRegressionTests.Matrix(4, [.. x.Select((v, i) => i % 4 == 3 && v < 0.6 ? 0 : (v * 10) + 4)]);

        LogisticFit binary = LogisticRegression.Fit(matrix, y, weights, new LogisticOptions { Ridge = ridge / 2 });
        MultinomialFit fit = MultinomialRegression.Fit(matrix, [.. y.Select(v => v ? 1 : 0)], ["no", "yes"], weights, new MultinomialOptions { Ridge = ridge });

        Assert.All(binary.Coefficients.Zip(fit.Contrasts(1)), pair =>
        {
            Assert.Equal(pair.First.Estimate!.Value, pair.Second.Estimate!.Value, 1e-9);
            Assert.Equal(pair.First.StandardError!.Value, pair.Second.StandardError!.Value, 1e-8);
        });
        double[] p = fit.Predict(matrix);
        Assert.All(binary.Predict(matrix).Select((value, i) => (value, p[(2 * i) + 1])), pair => Assert.Equal(pair.value, pair.Item2, 1e-9));
        Assert.Equal(binary.LogLikelihood, fit.LogLikelihood, 1e-9);
        Assert.Equal(binary.NullDeviance, fit.NullDeviance, 1e-9);
        Assert.Equal(binary.Parameters, fit.Parameters);
    }

    [Fact]
    public void At_the_end_the_gradient_is_0_and_no_step_lowers_the_objective() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            (FeatureMatrix matrix, int[] classes) = Random(120, 3, seed);
            double ridge = seed % 3 == 0 ? 0.3 : 4;
            MultinomialFit fit = MultinomialRegression.Fit(matrix, classes, Three, options: new MultinomialOptions { Ridge = ridge, PenalizeStandardized = false });

            double[] at = [.. fit.Intercepts, .. fit.Coefficients];
            double best = Objective(at, matrix, classes, ridge);
            for (int i = 0; i < at.Length; i++)
            {
                double h = 1e-5;
                double[] up = [.. at];
                double[] down = [.. at];
                up[i] += h;
                down[i] -= h;
                Assert.InRange((Objective(up, matrix, classes, ridge) - Objective(down, matrix, classes, ridge)) / (2 * h), -1e-6, 1e-6);
                Assert.True(Objective(up, matrix, classes, ridge) >= best - 1e-12);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void Errors_are_those_of_the_numerical_Hessian()
    {
        (FeatureMatrix matrix, int[] classes) = Random(200, 2, seed: 8);
        const double ridge = 2;
        MultinomialFit fit = MultinomialRegression.Fit(matrix, classes, Three, options: new MultinomialOptions { Ridge = ridge, PenalizeStandardized = false });

        // In the differences to the first class the minimum over the common part is taken out: the profile of the symmetric objective.
        double[] at = [.. fit.Intercepts, .. fit.Coefficients];
        int n = at.Length;
        double[,] hessian = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double F(double a, double b)
                {
                    double[] moved = [.. at];
                    moved[i] += a;
                    moved[j] += b;
                    return Objective(moved, matrix, classes, ridge);
                }

                const double h = 1e-3;
                hessian[i, j] = (F(h, h) - F(h, -h) - F(-h, h) + F(-h, -h)) / (4 * h * h);
            }
        }

        MathNet.Numerics.LinearAlgebra.Matrix<double> inverse = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(hessian).PseudoInverse();
        for (int k = 1; k < 3; k++)
        {
            for (int j = 0; j < 3; j++)
            {
                int mine = j == 0 ? k : 3 + (2 * k) + j - 1;
                int first = j == 0 ? 0 : 3 + j - 1;
                double variance = inverse[mine, mine] + inverse[first, first] - (2 * inverse[mine, first]);
                Assert.Equal(Math.Sqrt(variance), fit.Contrasts(k)[j].StandardError!.Value, 1e-4);
            }
        }
    }

    [Fact]
    public void Probabilities_lie_inside_0_and_1_and_add_up_to_1_and_on_average_are_what_was_seen() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            (FeatureMatrix matrix, int[] classes) = Random(90, 4, seed);
            double[] p = MultinomialRegression.Fit(matrix, classes, Three, options: new MultinomialOptions { Ridge = 1, StandardErrors = false }).Predict(matrix);

            Assert.All(p, value => Assert.True(value > 0 && value < 1));
            Assert.All(Enumerable.Range(0, 90), row => Assert.Equal(1, p[(3 * row)..((3 * row) + 3)].Sum(), 1e-14));
            Assert.All(Enumerable.Range(0, 3), k => Assert.Equal(classes.Count(c => c == k), Enumerable.Range(0, 90).Sum(row => p[(3 * row) + k]), 1e-7));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Fact]
    public void Even_far_away_nothing_is_certain()
    {
        (FeatureMatrix matrix, int[] classes) = Random(90, 2, seed: 3);
        MultinomialFit fit = MultinomialRegression.Fit(matrix, classes, Three, options: new MultinomialOptions { Ridge = 1 });
        double[] p = new double[3];

        fit.Predict([1e9, -1e9], p);

        Assert.All(p, value => Assert.True(value > 0 && value < 1));
        Assert.Equal(1, p.Sum(), 1e-15);
        Assert.Throws<ArgumentException>(() => fit.Predict([double.NaN, 1], new double[3]));
        Assert.Throws<ArgumentException>(() => fit.Predict([1.0], new double[3]));
    }

    [Fact]
    public void The_order_and_the_units_of_rows_and_columns_change_nothing() =>
        Prop.ForAll(Gen.Choose(1, 1_000_000).ToArbitrary(), seed =>
        {
            (FeatureMatrix matrix, int[] classes) = Random(80, 3, seed);
            int[] order = [.. Enumerable.Range(0, 80).OrderBy(i => ((i * 7919L) + seed) % 83)];
            double[] mixed = [.. order.SelectMany(i => new[] { (matrix[i, 2] * 1000) - 5, matrix[i, 0], 3, matrix[i, 1] })];
            var options = new MultinomialOptions { Ridge = 0.7 };

            MultinomialFit a = MultinomialRegression.Fit(matrix, classes, Three, options: options);
            MultinomialFit b = MultinomialRegression.Fit(new FeatureMatrix(["c2", "c0", "constant", "c1"], mixed), [.. order.Select(i => classes[i])], Three, options: options);

            Assert.Equal(["constant"], b.LeftOut);
            double[] p = a.Predict(matrix);
            double[] q = b.Predict(new FeatureMatrix(["c2", "c0", "constant", "c1"], mixed));
            for (int i = 0; i < 80; i++)
            {
                Assert.Equal(p[3 * order[i]], q[3 * i], 1e-9);
                Assert.Equal(p[(3 * order[i]) + 2], q[(3 * i) + 2], 1e-9);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    [Fact]
    public void A_weight_counts_like_repeated_rows()
    {
        (FeatureMatrix matrix, int[] classes) = Random(60, 2, seed: 12);
        int[] repeated = [.. Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat(i, 1 + (i % 3)))];

        MultinomialFit weighted = MultinomialRegression.Fit(matrix, classes, Three, [.. Enumerable.Range(0, 60).Select(i => 1.0 + (i % 3))]);
        MultinomialFit plain = MultinomialRegression.Fit(matrix.Select(repeated), [.. repeated.Select(i => classes[i])], Three);

        Assert.All(weighted.Contrasts(2).Zip(plain.Contrasts(2)), pair =>
        {
            Assert.Equal(pair.First.Estimate!.Value, pair.Second.Estimate!.Value, 1e-8);
            Assert.Equal(pair.First.StandardError!.Value, pair.Second.StandardError!.Value, 1e-8);
        });
    }

    [Fact]
    public void Dependent_columns_are_left_out_and_change_nothing()
    {
        (FeatureMatrix matrix, int[] classes) = Random(150, 2, seed: 4);
        double[] wide = [.. Enumerable.Range(0, 150).SelectMany(i => new[] { matrix[i, 0], matrix[i, 1], matrix[i, 0] - (2 * matrix[i, 1]) })];

        MultinomialFit narrow = MultinomialRegression.Fit(matrix, classes, Three);
        MultinomialFit fit = MultinomialRegression.Fit(LogisticRegressionTests.Matrix(3, wide), classes, Three);

        Assert.Equal(["c2"], fit.LeftOut);
        Assert.Equal(narrow.LogLikelihood, fit.LogLikelihood, 1e-9);
        Assert.Equal(narrow.Contrasts(1)[2].StandardError!.Value, fit.Contrasts(1)[2].StandardError!.Value, 1e-8);
        Assert.Null(fit.Contrasts(1)[3].Estimate);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        (FeatureMatrix matrix, int[] classes) = Random(5_000, 12, seed: 13);
        MultinomialFit[] fits = [.. new[] { 1, 2 }.Select(threads => MultinomialRegression.Fit(matrix, classes, Three, options: new MultinomialOptions { Ridge = 1, MaxThreads = threads }))];

        Assert.Equal(fits[0].Coefficients.ToArray(), fits[1].Coefficients.ToArray());
        Assert.Equal(fits[0].Intercepts.ToArray(), fits[1].Intercepts.ToArray());
    }

    [Fact]
    public void A_class_that_is_told_apart_without_fail_is_an_error_that_names_column_class_and_remedy()
    {
        (FeatureMatrix matrix, int[] classes) = Random(120, 2, seed: 9);
        double[] sure = [.. Enumerable.Range(0, 120).SelectMany(i => new[] { classes[i] == 1 ? 3 + matrix[i, 0] : matrix[i, 0], matrix[i, 1] })];
        FeatureMatrix separated = LogisticRegressionTests.Matrix(2, [.. sure.Select((v, i) => i % 2 == 0 && classes[i / 2] != 1 ? Math.Min(v, 1) : v)]);

        var error = Assert.Throws<PropensityTrainingException>(() => MultinomialRegression.Fit(separated, classes, Three));

        Assert.Equal(["c0"], error.Columns);
        Assert.Contains("'b'", error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(MultinomialOptions.Ridge), error.Message, StringComparison.Ordinal);
        Assert.True(MultinomialRegression.Fit(separated, classes, Three, options: new MultinomialOptions { Ridge = 1e-3 }).Contrasts(1)[1].Estimate > 0);
    }

    [Fact]
    public void An_indicator_that_a_class_never_has_is_an_error_too()
    {
        (FeatureMatrix matrix, int[] classes) = Random(200, 2, seed: 19);
        double[] values = [.. Enumerable.Range(0, 200).SelectMany(i => new[] { classes[i] != 2 && i % 3 == 0 ? 1.0 : 0, matrix[i, 1] })];

        Assert.Equal(["c0"], Assert.Throws<PropensityTrainingException>(() => MultinomialRegression.Fit(LogisticRegressionTests.Matrix(2, values), classes, Three)).Columns);
    }

    [Fact]
    public void Input_that_cannot_be_used_is_named()
    {
        (FeatureMatrix matrix, int[] classes) = Random(30, 2, seed: 2);
        Assert.Contains("class 'd'", Assert.Throws<PropensityTrainingException>(() => MultinomialRegression.Fit(matrix, classes, ["a", "b", "c", "d"])).Message, StringComparison.Ordinal);
        classes[4] = 3;
        Assert.Contains("row 5 is 3", Assert.Throws<ArgumentException>(() => MultinomialRegression.Fit(matrix, classes, Three)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MultinomialRegression.Fit(matrix, [0, 1], Three));
        Assert.Throws<ArgumentException>(() => MultinomialRegression.Fit(matrix, new int[30], ["only"]));
        Assert.Throws<ArgumentException>(() => MultinomialRegression.Fit(matrix, new int[30], ["a", "a"]));
        Assert.Equal(4, new MultinomialOptions { Ridge = -1, ConfidenceLevel = 1, MaxIterations = 0, MaxThreads = 0 }.Validate().Count);
    }

    [Fact]
    public void More_columns_than_a_block_of_the_preconditioner_holds_are_the_binary_regression_too()
    {
        (double[] x, bool[] y) = LogisticRegressionTests.Random(400, 150, seed: 6);
        FeatureMatrix matrix = LogisticRegressionTests.Matrix(150, [.. x.Select(v => v < 0.4 ? 0 : v)]);

        LogisticFit binary = LogisticRegression.Fit(matrix, y, options: new LogisticOptions { Ridge = 2 });
        MultinomialFit fit = MultinomialRegression.Fit(matrix, [.. y.Select(v => v ? 1 : 0)], ["no", "yes"], options: new MultinomialOptions { Ridge = 4, StandardErrors = false });

        Assert.All(binary.Coefficients.Skip(1).Select((c, j) => (c, j)), pair => Assert.Equal(pair.c.Estimate!.Value, 2 * fit.Coefficients[150 + pair.j], 1e-8));
        Assert.Throws<InvalidOperationException>(() => fit.Contrasts(1));
    }

    /// <summary>Rows whose class depends on the first two columns; the second one is mostly 0.</summary>
    private static (FeatureMatrix Matrix, int[] Classes) Random(int rows, int columns, int seed)
    {
        (double[] x, _) = LogisticRegressionTests.Random(rows, columns, seed);
        (double[] noise, _) = LogisticRegressionTests.Random(rows, 3, seed + 77);
        double[] values = [.. x.Select((v, i) => i % columns == 1 && v < 0.3 ? 0 : v)];
        int[] classes = [.. Enumerable.Range(0, rows).Select(i =>
        {
            double[] scores = [noise[3 * i], noise[(3 * i) + 1] + values[i * columns], noise[(3 * i) + 2] - values[i * columns] + values[(i * columns) + 1]];
            return Array.IndexOf(scores, scores.Max());
        })];
        (classes[0], classes[1], classes[2]) = (0, 1, 2);
        return (LogisticRegressionTests.Matrix(columns, values), classes);
    }

    // Intercepts first, then class after class.
    private static double Objective(double[] at, FeatureMatrix matrix, int[] classes, double ridge)
    {
        double sum = ridge / 2 * at.Skip(3).Sum(b => b * b);
        for (int i = 0; i < matrix.Rows; i++)
        {
            double[] logits = [.. Enumerable.Range(0, 3).Select(k => at[k] + Enumerable.Range(0, matrix.Columns).Sum(j => at[3 + (k * matrix.Columns) + j] * matrix[i, j]))];
            sum += Math.Log(logits.Sum(Math.Exp)) - logits[classes[i]];
        }

        return sum;
    }
}
