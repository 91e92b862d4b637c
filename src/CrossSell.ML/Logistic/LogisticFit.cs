using CrossSell.ML.Numerics;

namespace CrossSell.ML;

/// <summary>A fitted logistic regression: coefficients with their statistics, and how well the whole fits.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LogisticFit
{
    private readonly double[] _weights;

    internal LogisticFit(IReadOnlyList<CoefficientEstimate> coefficients, double logLikelihood, double nullDeviance, int observations, int iterations)
    {
        Coefficients = coefficients;
        LogLikelihood = logLikelihood;
        NullDeviance = nullDeviance;
        Observations = observations;
        Iterations = iterations;
        _weights = [.. coefficients.Select(coefficient => coefficient.Estimate ?? 0)];
    }

    /// <summary>The intercept first, then the columns in their order.</summary>
    public IReadOnlyList<CoefficientEstimate> Coefficients { get; }

    /// <summary>The names of columns that were left out because they are constant, or earlier columns determine them; as R's glm does.</summary>
    public IReadOnlyList<string> LeftOut => [.. Coefficients.Where(coefficient => coefficient.Estimate is null).Select(coefficient => coefficient.Name)];

    /// <summary>The weighted sum of the log probabilities of what happened; at most 0.</summary>
    public double LogLikelihood { get; }

    /// <summary>-2 times the log likelihood of the base rate alone.</summary>
    public double NullDeviance { get; }

    /// <summary>-2 times the log likelihood.</summary>
    public double ResidualDeviance => -2 * LogLikelihood;

    /// <summary>The number of estimated coefficients with the intercept.</summary>
    public int Parameters => Coefficients.Count(coefficient => coefficient.Estimate is not null);

    /// <summary>Akaike's information criterion, residual deviance + 2 · parameters.</summary>
    public double Aic => ResidualDeviance + (2 * Parameters);

    /// <summary>The Bayesian information criterion, residual deviance + ln(observations) · parameters.</summary>
    public double Bic => ResidualDeviance + (Math.Log(Observations) * Parameters);

    /// <summary>The number of rows it was fitted with.</summary>
    public int Observations { get; }

    /// <summary>The number of Newton steps taken.</summary>
    public int Iterations { get; }

    /// <summary>Each row's probability.</summary>
    /// <param name="features">Columns of the same number and order as those of the fit.</param>
    /// <exception cref="ArgumentException">The columns are not those of the fit.</exception>
    public unsafe double[] Predict(FeatureMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (!features.Names.SequenceEqual(Coefficients.Skip(1).Select(coefficient => coefficient.Name), StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The columns are {string.Join(", ", features.Names)}; the fit has {string.Join(", ", Coefficients.Skip(1).Select(coefficient => coefficient.Name))}.", nameof(features));
        }

        double[] probabilities = new double[features.Rows];
        fixed (double* x = features.Values, b = _weights)
        {
            for (int row = 0; row < probabilities.Length; row++)
            {
                double logit = b[0] + DenseKernels.Dot(x + ((long)row * features.Stride), b + 1, features.Columns);
                probabilities[row] = LogisticFunction.Clip(LogisticFunction.Of(logit));
            }
        }

        return probabilities;
    }
}
