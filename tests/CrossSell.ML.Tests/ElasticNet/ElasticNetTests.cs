using CrossSell.ML.Tests.Logistic;
using CrossSell.Tests;

namespace CrossSell.ML.Tests.Nets;

public class ElasticNetTests
{
    [SharedDataTheory(Coil.Training, "oracles/oracle_glmnet_coil.csv.gz")]
    [InlineData("1")]
    [InlineData("0.5")]
    [InlineData("0")]
    public void The_path_equals_that_of_glmnet(string alpha)
    {
        (double[][] rows, bool[] labels) = Coil.Train();
        using StreamReader text = SharedData.OpenText("oracles/oracle_glmnet_coil.csv.gz");
        string[][] oracle = [.. text.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.TrimEnd('\r').Split(',')).Where(f => f[0] == alpha)];
        var options = new ElasticNetOptions { Alpha = Coil.Number(alpha) };
        foreach (double lambda in oracle.Select(f => Coil.Number(f[1])).Distinct())
        {
            options.Lambdas.Add(lambda);
        }

        ElasticNetPath path = ML.ElasticNet.Fit(Coil.Matrix(rows), labels, options: options);

        // Of a ridge, glmnet reports the null model as its first point.
        FeatureMatrix matrix = Coil.Matrix(rows);
        Standardized z = Standardized.Of(matrix, []);
        Assert.Equal(8, path.Points.Count);
        foreach (ElasticNetPoint point in path.Points.Skip(alpha == "0" ? 1 : 0))
        {
            string[][] here = [.. oracle.Where(f => Coil.Number(f[1]) == point.Lambda)];
            double[] wanted = [.. here.Select(f => Coil.Number(f[5]))];
            (double loss, double[] logits) = Judge(matrix, labels, point.Intercept, point.Coefficients);
            (double theirLoss, double[] theirs) = Judge(matrix, labels, wanted[0], wanted[1..]);
            double mine = loss + Penalty(point.Coefficients);
            double glmnet = theirLoss + Penalty(wanted[1..]);
            double ourViolation = Violation(matrix, labels, z, point.Intercept, point.Coefficients, point.Lambda, options.Alpha);
            double theirViolation = Violation(matrix, labels, z, wanted[0], wanted[1..], point.Lambda, options.Alpha);

            Assert.InRange(mine, glmnet - 1e-9, glmnet + 1e-14);
            Assert.Equal(Coil.Number(here[0][2]), point.DevianceRatio, 1e-5);
            Assert.All(logits.Zip(theirs), pair => Assert.Equal(1 / (1 + Math.Exp(-pair.Second)), 1 / (1 + Math.Exp(-pair.First)), 1e-4));
            Assert.InRange(ourViolation, 0, 1e-9);

            // CoIL's columns nearly determine one another. Where a coefficient is not the same to 1e-5 it is glmnet's that is not at the minimum yet: it misses
            // the conditions by more, has the higher objective, and a few of Newton's steps from there lead to ours.
            if (wanted.Skip(1).Zip(point.Coefficients, (theirs, ours) => Math.Abs(theirs - ours)).Max() > 1e-5)
            {
                Assert.True(theirViolation > 40 * ourViolation, $"theirs {theirViolation}, ours {ourViolation}");
                Assert.True(glmnet > mine);
                double[] goneOn = GoOn(matrix, labels, z, wanted, point.Coefficients, point.Lambda, options.Alpha);
                Assert.All(goneOn.Zip(point.Coefficients), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
            }

            double Penalty(IReadOnlyList<double> b) => point.Lambda * Enumerable.Range(0, 85).Sum(j =>
                (options.Alpha * Math.Abs(b[j] * z.Deviations[j])) + ((1 - options.Alpha) * b[j] * z.Deviations[j] * b[j] * z.Deviations[j] / 2));
        }
    }

    // Newton's method from their solution, over the coefficients that are not 0 in ours, with the signs of ours: in that region the objective has no kink.
    private static double[] GoOn(FeatureMatrix matrix, bool[] labels, Standardized z, double[] start, IReadOnlyList<double> ours, double lambda, double alpha)
    {
        int[] at = [.. Enumerable.Range(0, matrix.Columns).Where(j => ours[j] != 0)];
        double[] scaled = [.. at.Select(j => start[j + 1] * z.Deviations[j])];
        double intercept = start[0] + at.Sum(j => start[j + 1] * z.Means[j]);
        double[][] x = [.. at.Select(j => Enumerable.Range(0, matrix.Rows).Select(i => (matrix[i, j] - z.Means[j]) / z.Deviations[j]).ToArray()), [.. Enumerable.Repeat(1.0, matrix.Rows)]];
        double longest = double.PositiveInfinity;
        for (int step = 0; step < 8 && longest > 1e-12; step++)
        {
            double[] residuals = new double[matrix.Rows];
            double[] weights = new double[matrix.Rows];
            for (int i = 0; i < matrix.Rows; i++)
            {
                double logit = intercept;
                for (int a = 0; a < at.Length; a++)
                {
                    logit += x[a][i] * scaled[a];
                }

                double p = 1 / (1 + Math.Exp(-logit));
                (residuals[i], weights[i]) = ((p - (labels[i] ? 1 : 0)) / matrix.Rows, p * (1 - p) / matrix.Rows);
            }

            double[] gradient = [.. x.Select(column => Dot(column, residuals))];
            double[,] hessian = new double[x.Length, x.Length];
            for (int a = 0; a < x.Length; a++)
            {
                double[] weighted = [.. x[a].Zip(weights, (value, weight) => value * weight)];
                for (int b = 0; b <= a; b++)
                {
                    hessian[a, b] = hessian[b, a] = Dot(weighted, x[b]);
                }
            }

            for (int a = 0; a < at.Length; a++)
            {
                gradient[a] += (lambda * alpha * Math.Sign(ours[at[a]])) + (lambda * (1 - alpha) * scaled[a]);
                hessian[a, a] += lambda * (1 - alpha);
            }

            double[] move = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(hessian).Cholesky().Solve(MathNet.Numerics.LinearAlgebra.Vector<double>.Build.DenseOfArray(gradient)).ToArray();
            scaled = [.. scaled.Zip(move, (s, m) => s - m)];
            intercept -= move[^1];
            longest = move.Max(Math.Abs);
        }

        double[] coefficients = new double[matrix.Columns];
        for (int a = 0; a < at.Length; a++)
        {
            coefficients[at[a]] = scaled[a] / z.Deviations[at[a]];
        }

        return coefficients;
    }

    private static double Dot(double[] one, double[] other)
    {
        double sum = 0;
        for (int i = 0; i < one.Length; i++)
        {
            sum += one[i] * other[i];
        }

        return sum;
    }

    /// <summary>By how much the conditions of a minimum are missed, over standardised columns; 0 at the minimum, and nowhere else as the objective is convex.</summary>
    private static double Violation(FeatureMatrix matrix, bool[] labels, Standardized z, double intercept, IReadOnlyList<double> coefficients, double lambda, double alpha)
    {
        double[] residuals = [.. Judge(matrix, labels, intercept, coefficients).Logits.Select((logit, i) => (1 / (1 + Math.Exp(-logit))) - (labels[i] ? 1 : 0))];
        double[] terms = new double[matrix.Rows];
        double worst = Math.Abs(Sum(residuals)) / matrix.Rows;
        for (int j = 0; j < matrix.Columns; j++)
        {
            double scaled = coefficients[j] * z.Deviations[j];
            for (int i = 0; i < terms.Length; i++)
            {
                terms[i] = residuals[i] * (matrix[i, j] - z.Means[j]);
            }

            double gradient = (Sum(terms) / z.Deviations[j] / matrix.Rows) + (lambda * (1 - alpha) * scaled);
            worst = Math.Max(worst, scaled != 0 ? Math.Abs(gradient + (lambda * alpha * Math.Sign(scaled))) : Math.Abs(gradient) - (lambda * alpha));
        }

        return worst;
    }

    // Neumaier's sum: as if in twice the digits.
    private static double Sum(double[] values)
    {
        double sum = 0;
        double lost = 0;
        foreach (double value in values)
        {
            double next = sum + value;
            lost += Math.Abs(sum) >= Math.Abs(value) ? sum - next + value : value - next + sum;
            sum = next;
        }

        return sum + lost;
    }

    private static (double Loss, double[] Logits) Judge(FeatureMatrix matrix, bool[] labels, double intercept, IReadOnlyList<double> coefficients)
    {
        double[] logits = new double[matrix.Rows];
        for (int i = 0; i < logits.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < matrix.Columns; j++)
            {
                sum += coefficients[j] * matrix[i, j];
            }

            logits[i] = intercept + sum;
        }

        return (logits.Select((logit, i) => Math.Log(1 + Math.Exp(labels[i] ? -logit : logit))).Average(), logits);
    }

    [Fact]
    public void The_lasso_starts_at_the_base_rate_and_lets_columns_in_one_by_one()
    {
        (double[] x, bool[] y) = LogisticRegressionTests.Random(300, 6, seed: 3);

        ElasticNetPath path = ML.ElasticNet.Fit(LogisticRegressionTests.Matrix(6, x), y);

        Assert.Equal(100, path.Points.Count);
        Assert.Equal(0, path.Points[0].NonZero);
        Assert.Equal(Math.Log(y.Count(v => v) / (double)y.Count(v => !v)), path.Points[0].Intercept, 9);
        Assert.Equal(6, path.Points[^1].NonZero);
        Assert.All(path.Points.Zip(path.Points.Skip(1)), pair => Assert.True(pair.Second.DevianceRatio >= pair.First.DevianceRatio - 1e-12));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.4)]
    public void Every_point_meets_the_conditions_of_a_minimum(double alpha)
    {
        (double[] x, bool[] y) = LogisticRegressionTests.Random(200, 8, seed: 21);
        FeatureMatrix matrix = LogisticRegressionTests.Matrix(8, x);
        Standardized z = Standardized.Of(matrix, []);

        foreach (ElasticNetPoint point in ML.ElasticNet.Fit(matrix, y, options: new ElasticNetOptions { Alpha = alpha, LambdaCount = 20 }).Points)
        {
            double[] p = [.. Enumerable.Range(0, 200).Select(i => 1 / (1 + Math.Exp(-point.Intercept - Enumerable.Range(0, 8).Sum(j => point.Coefficients[j] * matrix[i, j]))))];
            for (int j = 0; j < 8; j++)
            {
                double scaled = point.Coefficients[j] * z.Deviations[j];
                double gradient = Enumerable.Range(0, 200).Average(i => (p[i] - (y[i] ? 1 : 0)) * (matrix[i, j] - z.Means[j]) / z.Deviations[j]) + (point.Lambda * (1 - alpha) * scaled);
                Assert.True(scaled != 0 ? Math.Abs(gradient + (point.Lambda * alpha * Math.Sign(scaled))) < 1e-8 : Math.Abs(gradient) <= (point.Lambda * alpha) + 1e-8);
            }
        }
    }

    [Fact]
    public void Constant_columns_stay_out_and_change_nothing()
    {
        (double[] x, bool[] y) = LogisticRegressionTests.Random(150, 2, seed: 4);
        double[] wide = [.. Enumerable.Range(0, 150).SelectMany(i => new[] { x[2 * i], 7, x[(2 * i) + 1] })];

        ElasticNetPath narrow = ML.ElasticNet.Fit(LogisticRegressionTests.Matrix(2, x), y);
        ElasticNetPath path = ML.ElasticNet.Fit(LogisticRegressionTests.Matrix(3, wide), y);

        Assert.All(path.Points.Zip(narrow.Points), p => Assert.Equal([p.Second.Coefficients[0], 0, p.Second.Coefficients[1]], p.First.Coefficients));
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        (double[] x, bool[] y) = LogisticRegressionTests.Random(6_000, 90, seed: 17);
        ElasticNetPath[] paths = [.. new[] { 1, 2 }.Select(threads => ML.ElasticNet.Fit(
            LogisticRegressionTests.Matrix(90, x), y, options: new ElasticNetOptions { LambdaCount = 5, LambdaMinRatio = 0.01, MaxThreads = threads }))];

        Assert.All(paths[0].Points.Zip(paths[1].Points), p => Assert.Equal(p.First.Coefficients, p.Second.Coefficients));
    }

    [Fact]
    public void Validation_finds_the_columns_that_matter_whatever_the_order_of_the_rows()
    {
        (double[] x, bool[] y) = LogisticRegressionTests.Random(900, 12, seed: 31);
        string[] keys = [.. Enumerable.Range(0, 900).Select(i => $"k{i}")];
        int[] order = [.. Enumerable.Range(0, 900).OrderBy(i => (i * 7919) % 907)];
        double[] mixed = [.. order.SelectMany(i => x[(12 * i)..((12 * i) + 12)])];
        var options = new ElasticNetOptions { LambdaCount = 40 };

        ElasticNetValidation a = ML.ElasticNet.CrossValidate(LogisticRegressionTests.Matrix(12, x), y, keys, folds: 5, options: options);
        ElasticNetValidation b = ML.ElasticNet.CrossValidate(LogisticRegressionTests.Matrix(12, mixed), [.. order.Select(i => y[i])], [.. order.Select(i => keys[i])], folds: 5, options: options);

        Assert.All(a.LogLosses.Zip(b.LogLosses), p => Assert.Equal(p.First, p.Second, 1e-7));
        Assert.Equal(a.LogLosses.Min(), a.LogLosses[a.Path.Points.ToList().IndexOf(a.Best)]);
        Assert.True(a.Simplest.Lambda >= a.Best.Lambda);
        Assert.True(a.Simplest.Coefficients[0] > 0 && a.Simplest.Coefficients[1] < 0);
        Assert.True(a.Simplest.NonZero <= 4, $"{a.Simplest.NonZero} columns");
        Assert.True(a.LogLosses.Min() < a.LogLosses[0]);
    }

    [Fact]
    public void Options_out_of_range_are_told_together() =>
        Assert.Equal(5, new ElasticNetOptions { Alpha = 2, Lambdas = { -1 }, LambdaCount = 0, LambdaMinRatio = 1, MaxThreads = 0 }.Validate().Count);
}
