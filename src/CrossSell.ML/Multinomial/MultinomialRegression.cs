using System.Globalization;
using CrossSell.ML.Logistic;
using CrossSell.ML.Multinomial;

namespace CrossSell.ML;

/// <summary>Which of several things happens: multinomial logistic regression (softmax) in double precision, unpenalised or with a ridge.</summary>
/// <remarks>
/// <para>
/// Newton's method by preconditioned conjugate gradients. Zeros of columns that are mostly 0, such as indicators of owned products, cost nothing: 100,000 rows of
/// 60 columns and 50 classes take seconds. Constant columns, and without a ridge columns that earlier ones determine, are left out; a class or a combination that
/// never occurs, for which the maximum of the likelihood lies at infinity, ends in an error that names it.
/// </para>
/// <para>Deterministic for any number of threads. O(steps · (values that are not 0 + rows) · classes); 8 bytes a row and class. Thread-safe: a call keeps nothing.</para>
/// </remarks>
public static class MultinomialRegression
{
    // A difference of logits of 30 is a probability of 1e-13: no finite sample says that.
    private const double LargestDifference = 30;

    /// <summary>Fits.</summary>
    /// <param name="features">The columns; the intercepts are added.</param>
    /// <param name="classes">For each row which class happened: a place in <paramref name="names"/>.</param>
    /// <param name="names">The classes' names, each once; at least two. Each must occur.</param>
    /// <param name="weights">For each row how often it counts, finite and above 0; empty for once each.</param>
    /// <param name="options">How it is fitted; null for maximum likelihood.</param>
    /// <param name="cancellationToken">Ends the fit.</param>
    /// <exception cref="PropensityTrainingException">A class never occurs, or a combination of columns tells a class apart without fail and there is no ridge.</exception>
    /// <exception cref="ArgumentException">Lengths differ, a class is outside the names, a weight is not a finite number above 0, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static MultinomialFit Fit(
        FeatureMatrix features,
        ReadOnlySpan<int> classes,
        IReadOnlyList<string> names,
        ReadOnlySpan<double> weights = default,
        MultinomialOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(names);
        options ??= new MultinomialOptions();
        LogisticOptions.ThrowIfInvalid(options.Validate(), nameof(options));
        double[] shares = Shares(features, classes, names, weights);
        double[]? w = weights.Length == 0 ? null : weights.ToArray();
        int threads = options.MaxThreads ?? Environment.ProcessorCount;
        var rows = new SoftmaxRows(features, classes.ToArray(), names.Count, w, threads);
        double[] ridge = [.. rows.Deviations.Select(deviation => options.PenalizeStandardized || deviation == 0 ? options.Ridge : options.Ridge / (deviation * deviation))];
        var solver = new MultinomialSolver(rows, ridge, options.MaxIterations, threads, cancellationToken);
        double[] start = new double[rows.Parameters];
        for (int k = 0; k < shares.Length; k++)
        {
            start[(rows.Columns * rows.Stride) + k] = Math.Log(shares[k]);
        }

        double[] parameters = solver.Solve(start);
        if (options.Ridge == 0)
        {
            RequireFinite(features, names, rows, solver);
        }

        if (!solver.Converged)
        {
            throw new PropensityTrainingException($"Newton's method took {solver.Iterations} steps without coming to rest; {nameof(MultinomialOptions.MaxIterations)} is {options.MaxIterations}. Raise it, or give a ridge.");
        }

        double[]? covariance = options.StandardErrors ? SoftmaxInformation.Covariance(rows, ridge, solver.Dependent, cancellationToken) : null;
        double nullDeviance = -2 * rows.TotalWeight * shares.Sum(share => share * Math.Log(share));
        return MultinomialFit.Of(features, names, rows, parameters, covariance, solver, nullDeviance, options);
    }

    private static void RequireFinite(FeatureMatrix features, IReadOnlyList<string> names, SoftmaxRows rows, MultinomialSolver solver)
    {
        bool certain = solver.Diverging;
        for (int row = 0; row < rows.Rows && !certain; row++)
        {
            foreach (double probability in rows.Probabilities(row))
            {
                certain |= probability < Math.Exp(-LargestDifference);
            }
        }

        if (!certain)
        {
            return;
        }

        // What still moves most is what grows without end.
        double most = 0;
        int column = 0;
        int worst = 0;
        for (int j = 0; j < rows.Columns; j++)
        {
            for (int k = 0; k < rows.Classes; k++)
            {
                double size = Math.Abs(solver.LastStep[(j * rows.Stride) + k]);
                (most, column, worst) = size > most ? (size, j, k) : (most, column, worst);
            }
        }

        string name = features.Names[column];
        throw new PropensityTrainingException(
            $"Column '{name}', alone or with others, tells class '{names[worst]}' from the other classes without fail: its coefficient would be infinite. Give a {nameof(MultinomialOptions.Ridge)}, or leave the column or the class out.", [name]);
    }

    // The classes' weighted shares.
    private static double[] Shares(FeatureMatrix features, ReadOnlySpan<int> classes, IReadOnlyList<string> names, ReadOnlySpan<double> weights)
    {
        if (names.Count < 2 || names.Any(string.IsNullOrEmpty) || names.Distinct(StringComparer.Ordinal).Count() < names.Count)
        {
            throw new ArgumentException($"The classes are {string.Join(", ", names.Take(20).Select(name => $"'{name}'"))}; at least two are needed, each with a name of its own.", nameof(names));
        }

        if (classes.Length != features.Rows || (weights.Length != 0 && weights.Length != features.Rows))
        {
            throw new ArgumentException($"There are {features.Rows} rows, {classes.Length} classes and {weights.Length} weights; each row needs a class, and a weight each or none.", nameof(classes));
        }

        TrainingChecks.RequireWeights(weights);
        double[] sums = new double[names.Count];
        for (int row = 0; row < classes.Length; row++)
        {
            if ((uint)classes[row] >= (uint)names.Count)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The class of row {row + 1} is {classes[row]}; it must be from 0 to {names.Count - 1}, a place in the names."), nameof(classes));
            }

            sums[classes[row]] += weights.Length == 0 ? 1 : weights[row];
        }

        string[] missing = [.. names.Where((_, k) => sums[k] == 0)];
        if (missing.Length > 0)
        {
            throw new PropensityTrainingException($"None of the {features.Rows} rows is of class {string.Join(", ", missing.Take(20).Select(name => $"'{name}'"))}: nothing can be learned about it. Leave it out of the names.");
        }

        double total = sums.Sum();
        return Array.ConvertAll(sums, sum => sum / total);
    }
}
