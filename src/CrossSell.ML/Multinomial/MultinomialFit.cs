using CrossSell.ML.Multinomial;
using CrossSell.ML.Numerics;
using CrossSell.Numerics;

namespace CrossSell.ML;

/// <summary>A fitted multinomial regression: for each class an intercept and a coefficient a column, and how well the whole fits.</summary>
/// <remarks>
/// Coefficients are given so that over the classes they add up to 0: only differences between classes mean anything, and those are
/// <see cref="Contrasts"/>. Immutable and thread-safe.
/// </remarks>
public sealed class MultinomialFit
{
    private readonly double[] _coefficients;
    private readonly double[] _intercepts;
    private readonly double[]? _covariance;
    private readonly bool[] _leftOut;
    private readonly double _quantile;

    private MultinomialFit(
        IReadOnlyList<string> columns, IReadOnlyList<string> classes, double[] intercepts, double[] coefficients, double[]? covariance, bool[] leftOut, MultinomialSolver solver, double nullDeviance, int observations, double quantile)
    {
        Columns = columns;
        Classes = classes;
        _intercepts = intercepts;
        _coefficients = coefficients;
        _covariance = covariance;
        _leftOut = leftOut;
        _quantile = quantile;
        LogLikelihood = -solver.Loss;
        Iterations = solver.Iterations;
        NullDeviance = nullDeviance;
        Observations = observations;
    }

    /// <summary>The columns' names.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The classes' names.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>One number a class; they add up to 0.</summary>
    public ReadOnlySpan<double> Intercepts => _intercepts;

    /// <summary>Class after class, one number a column, for the columns as they were given; over the classes they add up to 0, and a column left out has 0.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>The names of columns that were left out because they are constant, or without a ridge because earlier columns determine them.</summary>
    public IReadOnlyList<string> LeftOut => [.. Columns.Where((_, j) => _leftOut[j])];

    /// <summary>The weighted sum of the log probabilities of what happened; at most 0.</summary>
    public double LogLikelihood { get; }

    /// <summary>-2 times the log likelihood of the classes' shares alone.</summary>
    public double NullDeviance { get; }

    /// <summary>-2 times the log likelihood.</summary>
    public double ResidualDeviance => -2 * LogLikelihood;

    /// <summary>The number of estimated differences: (classes - 1) · (columns that take part + 1).</summary>
    public int Parameters => (Classes.Count - 1) * (_leftOut.Count(left => !left) + 1);

    /// <summary>Akaike's information criterion, residual deviance + 2 · parameters.</summary>
    public double Aic => ResidualDeviance + (2 * Parameters);

    /// <summary>The number of rows it was fitted with.</summary>
    public int Observations { get; }

    /// <summary>The number of Newton steps taken.</summary>
    public int Iterations { get; }

    /// <summary>The coefficients of one class against another: by how much the log odds between the two change for one unit of each column, with Wald's statistics.</summary>
    /// <param name="classIndex">The class, a place in <see cref="Classes"/>.</param>
    /// <param name="reference">The class it is compared with; the first when nothing is said.</param>
    /// <returns>The intercept first, then the columns in their order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class, or both are the same.</exception>
    /// <exception cref="InvalidOperationException">The fit was made without <see cref="MultinomialOptions.StandardErrors"/>.</exception>
    public IReadOnlyList<CoefficientEstimate> Contrasts(int classIndex, int reference = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reference);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(reference, Classes.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, Classes.Count);
        ArgumentOutOfRangeException.ThrowIfEqual(classIndex, reference);
        double[] covariance = _covariance ?? throw new InvalidOperationException($"The fit was made without standard errors; switch {nameof(MultinomialOptions.StandardErrors)} on.");
        int width = Columns.Count + 1;
        int order = width * Classes.Count;
        var estimates = new List<CoefficientEstimate>(width) { Estimate("(Intercept)", _intercepts[classIndex] - _intercepts[reference], Columns.Count) };
        for (int j = 0; j < Columns.Count; j++)
        {
            estimates.Add(_leftOut[j]
                ? new CoefficientEstimate(Columns[j], null, null, null, null, null, null)
                : Estimate(Columns[j], _coefficients[(classIndex * Columns.Count) + j] - _coefficients[(reference * Columns.Count) + j], j));
        }

        return estimates;

        CoefficientEstimate Estimate(string name, double estimate, int place)
        {
            int a = (classIndex * width) + place;
            int b = (reference * width) + place;
            double error = Math.Sqrt(covariance[(a * order) + a] + covariance[(b * order) + b] - (2 * covariance[(a * order) + b]));
            double z = estimate / error;
            return new CoefficientEstimate(name, estimate, error, z, NormalDistribution.TwoSidedTail(z), estimate - (_quantile * error), estimate + (_quantile * error));
        }
    }

    /// <summary>Each row's probabilities: row after row, one number a class, strictly between 0 and 1, adding up to 1.</summary>
    /// <param name="features">Columns of the same names and order as those of the fit.</param>
    /// <exception cref="ArgumentException">The columns are not those of the fit.</exception>
    public double[] Predict(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (!features.Names.SequenceEqual(Columns, StringComparer.Ordinal))
        {
            throw new ArgumentException($"The columns are {string.Join(", ", features.Names)}; the fit has {string.Join(", ", Columns)}.", nameof(features));
        }

        double[] probabilities = new double[(long)features.Rows * Classes.Count];
        for (int row = 0; row < features.Rows; row++)
        {
            Predict(features.Values.AsSpan(row * features.Stride, features.Columns), probabilities.AsSpan(row * Classes.Count, Classes.Count));
        }

        return probabilities;
    }

    /// <summary>The probabilities of one row.</summary>
    /// <param name="values">One finite number a column.</param>
    /// <param name="probabilities">Takes one number a class, strictly between 0 and 1, adding up to 1.</param>
    /// <exception cref="ArgumentException">A span has another length, or a number is not finite.</exception>
    public void Predict(ReadOnlySpan<double> values, Span<double> probabilities)
    {
        if (values.Length != Columns.Count || probabilities.Length != Classes.Count)
        {
            throw new ArgumentException($"There are {values.Length} values and room for {probabilities.Length} probabilities; the fit has {Columns.Count} columns and {Classes.Count} classes.", nameof(values));
        }

        for (int k = 0; k < probabilities.Length; k++)
        {
            double logit = _intercepts[k];
            ReadOnlySpan<double> coefficients = _coefficients.AsSpan(k * Columns.Count, Columns.Count);
            for (int j = 0; j < values.Length; j++)
            {
                logit += coefficients[j] * values[j];
            }

            probabilities[k] = double.IsFinite(logit) ? logit : throw new ArgumentException($"The logit of class '{Classes[k]}' is not finite; every value must be a finite number.", nameof(values));
        }

        SoftmaxKernels.ScalarSoftmax(probabilities);
        KeepInside(probabilities);
    }

    internal static MultinomialFit Of(
        FeatureMatrix features, IReadOnlyList<string> names, SoftmaxRows rows, double[] parameters, double[]? covariance, MultinomialSolver solver, double nullDeviance, MultinomialOptions options)
    {
        int count = rows.Classes;
        double[] coefficients = new double[count * rows.Columns];
        double[] intercepts = [.. parameters.Skip(rows.Columns * rows.Stride).Take(count)];
        bool[] leftOut = new bool[rows.Columns];
        for (int j = 0; j < rows.Columns; j++)
        {
            leftOut[j] = rows.Deviations[j] == 0 || solver.Dependent.Contains(j);
            double mean = parameters.Skip(j * rows.Stride).Take(count).Average();
            for (int k = 0; k < count && !leftOut[j]; k++)
            {
                double coefficient = (parameters[(j * rows.Stride) + k] - mean) / rows.Deviations[j];
                coefficients[(k * rows.Columns) + j] = coefficient;
                intercepts[k] -= coefficient * rows.Centers[j];
            }
        }

        double middle = intercepts.Average();
        intercepts = Array.ConvertAll(intercepts, intercept => intercept - middle);
        if (covariance is not null)
        {
            Unscale(covariance, rows);
        }

        double quantile = NormalDistribution.TwoSidedQuantile(options.ConfidenceLevel);
        return new MultinomialFit(features.Names, [.. names], intercepts, coefficients, covariance, leftOut, solver, nullDeviance, rows.Rows, quantile);
    }

    // From standardised columns to columns as they were given: A C A', where A scales, and takes the centres off the intercept.
    private static void Unscale(double[] covariance, SoftmaxRows rows)
    {
        int width = rows.Columns + 1;
        int order = width * rows.Classes;
        for (int pass = 0; pass < 2; pass++)
        {
            for (int line = 0; line < order; line++)
            {
                for (int k = 0; k < rows.Classes; k++)
                {
                    int last = At(line, (k * width) + rows.Columns, pass);
                    for (int j = 0; j < rows.Columns; j++)
                    {
                        int place = At(line, (k * width) + j, pass);
                        covariance[place] = rows.Deviations[j] > 0 ? covariance[place] / rows.Deviations[j] : 0;
                        covariance[last] -= covariance[place] * rows.Centers[j];
                    }
                }
            }
        }

        int At(int line, int place, int pass) => pass == 0 ? (line * order) + place : (place * order) + line;
    }

    // Nothing is certain, and a logarithm must exist. Mixing keeps the sum.
    private static void KeepInside(Span<double> probabilities)
    {
        double least = 1;
        foreach (double probability in probabilities)
        {
            least = Math.Min(least, probability);
        }

        if (least < LogisticFunction.LeastProbability)
        {
            for (int k = 0; k < probabilities.Length; k++)
            {
                probabilities[k] = LogisticFunction.LeastProbability + ((1 - (probabilities.Length * LogisticFunction.LeastProbability)) * probabilities[k]);
            }
        }
    }
}
