using CrossSell.Numerics;

namespace CrossSell.ML.Value;

/// <summary>Where a likelihood is greatest.</summary>
/// <param name="Point">The parameters, all above 0.</param>
/// <param name="Value">The log likelihood.</param>
/// <param name="Covariance">Of the estimates, row-major; rows and columns of parameters at a bound are 0.</param>
/// <param name="AtBound">For each parameter whether the likelihood still rises at its bound.</param>
/// <param name="Iterations">Steps taken.</param>
internal sealed record Maximum(double[] Point, double Value, double[] Covariance, bool[] AtBound, int Iterations)
{
    // A standard error of so many times the estimate says that the data hardly tell the parameter: its interval would reach from nothing to anything.
    private const double MostRelativeError = 3;

    /// <summary>The estimates with their intervals.</summary>
    public IReadOnlyList<ParameterEstimate> Estimates(IReadOnlyList<string> names, double level)
    {
        double quantile = NormalDistribution.TwoSidedQuantile(level);
        return [.. names.Select((name, i) =>
        {
            double error = Math.Sqrt(Covariance[(i * Point.Length) + i]);
            return AtBound[i] || !(error > 0 && error <= MostRelativeError * Point[i])
                ? new ParameterEstimate(name, Point[i], null, null, null)
                : new ParameterEstimate(name, Point[i], error, Point[i] * Math.Exp(-quantile * error / Point[i]), Point[i] * Math.Exp(quantile * error / Point[i]));
        })];
    }

    /// <summary>The standard error of a function of the parameters by the delta method, from its derivatives.</summary>
    public double ErrorOf(ReadOnlySpan<double> gradient)
    {
        double variance = 0;
        for (int i = 0; i < gradient.Length; i++)
        {
            for (int j = 0; j < gradient.Length; j++)
            {
                variance += gradient[i] * Covariance[(i * gradient.Length) + j] * gradient[j];
            }
        }

        return Math.Sqrt(Math.Max(0, variance));
    }
}
