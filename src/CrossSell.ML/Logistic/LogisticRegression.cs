using CrossSell.ML.Design;
using CrossSell.ML.Logistic;
using CrossSell.ML.Numerics;
using CrossSell.Numerics;

namespace CrossSell.ML;

/// <summary>Logistic regression by Newton's method in double precision, unpenalised or with a ridge, with standard errors.</summary>
/// <remarks>
/// The same numbers as R's glm to ten digits. Constant columns, and columns that earlier ones determine, are left out and named in
/// <see cref="LogisticFit.LeftOut"/>; separated answers, for which the maximum of the likelihood lies at infinity, end in an error that names the columns.
/// O(steps · rows · columns^2). Thread-safe: a call keeps nothing.
/// </remarks>
public static class LogisticRegression
{
    private const double Tolerance = 1e-19;

    // A logit of 30 is a probability of 1e-13: no finite sample says that.
    private const double LargestLogit = 30;

    /// <summary>Fits.</summary>
    /// <param name="features">The columns; the intercept is added.</param>
    /// <param name="labels">For each row whether the event happened.</param>
    /// <param name="weights">For each row how often it counts, finite and above 0; empty for once each.</param>
    /// <param name="options">How it is fitted; null for maximum likelihood.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    /// <exception cref="PropensityTrainingException">All labels are alike, or a combination of columns separates them and there is no ridge.</exception>
    /// <exception cref="ArgumentException">Lengths differ, a weight is not a finite number above 0, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LogisticFit Fit(
        FeatureMatrix features, ReadOnlySpan<bool> labels, ReadOnlySpan<double> weights = default, LogisticOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LogisticOptions();
        LogisticOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        double[] y = TrainingChecks.Labels(features, labels, weights);
        var standardized = Standardized.Of(features, weights);
        var design = new DesignMatrix(features.Rows, features.Columns, standardized.Values, [], []);
        double[]? w = weights.Length == 0 ? null : weights.ToArray();
        var solver = new NewtonSolver(design, y, w, offset: null, options.MaxThreads ?? Environment.ProcessorCount);
        var penalty = new Penalty(design.Parameters);
        for (int j = 0; j < features.Columns && options.Ridge > 0; j++)
        {
            double deviation = standardized.Deviations[j];
            penalty.AddRidge(j, options.PenalizeStandardized || deviation == 0 ? options.Ridge : options.Ridge / (deviation * deviation));
        }

        NewtonResult result = solver.Solve(penalty, start: null, Tolerance, options.MaxIterations, cancellationToken, mayDiverge: options.Ridge == 0);
        if (options.Ridge == 0)
        {
            RequireFinite(features, design, result);
        }

        if (!result.Converged)
        {
            throw new PropensityTrainingException($"Newton's method took {result.Iterations} steps without coming to rest; {nameof(LogisticOptions.MaxIterations)} is {options.MaxIterations}. Raise it, or give a ridge.");
        }

        return Describe(features, standardized, solver, result, TrainingChecks.NullDeviance(y, weights), options.ConfidenceLevel);
    }

    private static void RequireFinite(FeatureMatrix features, DesignMatrix design, NewtonResult result)
    {
        string[] growing = [.. result.Diverging.Where(j => j < features.Columns).Select(j => features.Names[j])];
        if (growing.Length == 0)
        {
            double[] logits = new double[design.Rows];
            design.Logits(result.Parameters, offset: null, logits);
            if (!Array.Exists(logits, logit => Math.Abs(logit) > LargestLogit))
            {
                return;
            }

            double most = result.Parameters.AsSpan(0, features.Columns).ToArray().Max(Math.Abs);
            growing = [.. features.Names.Where((_, j) => Math.Abs(result.Parameters[j]) >= 0.5 * most)];
        }

        throw new PropensityTrainingException(
            $"The answers are separated by {string.Join(", ", growing)}: some values of them come with one answer only, so their best coefficients are infinite. Set {nameof(LogisticOptions.Ridge)} above 0, or leave the columns out.",
            growing);
    }

    private static LogisticFit Describe(FeatureMatrix features, Standardized standardized, NewtonSolver solver, NewtonResult result, double nullDeviance, double level)
    {
        int columns = features.Columns;
        double[] covariance = Cholesky.Inverse(solver.Factor, solver.Side, columns + 1);
        int side = columns + 1;
        double intercept = result.Parameters[columns];

        // b0 = g0 - sum g_j m_j / s_j: its variance needs the whole covariance of the standardised coefficients.
        double[] toIntercept = new double[side];
        toIntercept[columns] = 1;
        for (int j = 0; j < columns; j++)
        {
            toIntercept[j] = standardized.Deviations[j] > 0 ? -standardized.Means[j] / standardized.Deviations[j] : 0;
            intercept += toIntercept[j] * result.Parameters[j];
        }

        double variance = 0;
        for (int i = 0; i < side; i++)
        {
            for (int j = 0; j < side; j++)
            {
                variance += toIntercept[i] * covariance[(i * side) + j] * toIntercept[j];
            }
        }

        double quantile = NormalDistribution.TwoSidedQuantile(level);
        var estimates = new List<CoefficientEstimate>(side) { Estimate("(Intercept)", intercept, Math.Sqrt(variance), quantile) };
        HashSet<int> leftOut = [.. result.Dependent];
        for (int j = 0; j < columns; j++)
        {
            double deviation = standardized.Deviations[j];
            estimates.Add(deviation == 0 || leftOut.Contains(j)
                ? new CoefficientEstimate(features.Names[j], null, null, null, null, null, null)
                : Estimate(features.Names[j], result.Parameters[j] / deviation, Math.Sqrt(covariance[(j * side) + j]) / deviation, quantile));
        }

        return new LogisticFit(estimates, -result.Loss, nullDeviance, features.Rows, result.Iterations);
    }

    private static CoefficientEstimate Estimate(string name, double estimate, double error, double quantile)
    {
        double z = estimate / error;
        return new CoefficientEstimate(name, estimate, error, z, NormalDistribution.TwoSidedTail(z), estimate - (quantile * error), estimate + (quantile * error));
    }
}
