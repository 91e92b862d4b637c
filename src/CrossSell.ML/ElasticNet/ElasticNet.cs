using CrossSell.ML.Logistic;

namespace CrossSell.ML;

/// <summary>The path of logistic regressions under an elastic net, by coordinate descent with warm starts and strong rules.</summary>
/// <remarks>
/// Friedman, Hastie, Tibshirani 2010 (glmnet); strong rules: Tibshirani et al. 2012, each checked afterwards, so no column is lost by them.
/// The conditions of a minimum are met to 1e-9 at every strength. glmnet with its default threshold stops at some 1e-7: where columns nearly determine one another,
/// at small strengths, its coefficients are up to a thousandth away from the minimum, ours and its own after further steps.
/// The quadratic model of each step is kept as a Gram matrix of the columns at work, so sweeps over coordinates do not touch the rows. Thread-safe.
/// </remarks>
public static partial class ElasticNet
{
    /// <summary>Fits the whole path.</summary>
    /// <param name="features">The columns; they are standardised inside, the coefficients given for the columns as they are.</param>
    /// <param name="labels">For each row whether the event happened.</param>
    /// <param name="weights">For each row how often it counts, finite and above 0; empty for once each.</param>
    /// <param name="options">What is fitted; null for the lasso at 100 strengths.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    /// <exception cref="PropensityTrainingException">All labels are alike.</exception>
    /// <exception cref="ArgumentException">Lengths differ, a weight is not a finite number above 0, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ElasticNetPath Fit(
        FeatureMatrix features, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default, ElasticNetOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ElasticNetOptions();
        LogisticOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        double[] y = TrainingChecks.Labels(features, labels, weights);
        var standardized = Standardized.Of(features, weights);
        double nullDeviance = TrainingChecks.NullDeviance(y, weights);
        var solver = new ElasticNetSolver(standardized, features.Rows, features.Columns, y, weights.ToArray(), options.Alpha, options.MaxThreads ?? Environment.ProcessorCount);
        double[] lambdas = options.Lambdas.Count > 0 ? [.. options.Lambdas.OrderDescending()] : Lambdas(solver, features, options);
        var points = new List<ElasticNetPoint>(lambdas.Length);
        foreach (double lambda in lambdas)
        {
            solver.MoveTo(lambda, cancellationToken);
            points.Add(Point(standardized, solver, lambda, nullDeviance));
        }

        return new ElasticNetPath(features.Names, points, nullDeviance);
    }

    // The ridge keeps no coefficient at 0: as glmnet does, its path starts where a net of 0.001 would.
    private static double[] Lambdas(ElasticNetSolver solver, FeatureMatrix features, ElasticNetOptions options)
    {
        double most = solver.LargestGradient / Math.Max(options.Alpha, 1e-3);
        double ratio = options.LambdaMinRatio ?? (features.Rows > features.Columns ? 1e-4 : 1e-2);
        int count = options.LambdaCount;
        return [.. Enumerable.Range(0, count).Select(k => most * Math.Pow(ratio, count == 1 ? 0 : k / (count - 1.0)))];
    }

    private static ElasticNetPoint Point(Standardized standardized, ElasticNetSolver solver, double lambda, double nullDeviance)
    {
        double[] coefficients = new double[standardized.Means.Length];
        double intercept = solver.Intercept;
        for (int j = 0; j < coefficients.Length; j++)
        {
            if (solver.Coefficients[j] != 0)
            {
                coefficients[j] = solver.Coefficients[j] / standardized.Deviations[j];
                intercept -= coefficients[j] * standardized.Means[j];
            }
        }

        return new ElasticNetPoint(lambda, intercept, coefficients, 1 - (2 * solver.Loss / nullDeviance));
    }
}
