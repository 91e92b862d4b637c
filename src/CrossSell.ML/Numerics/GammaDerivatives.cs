using CrossSell.Numerics;

namespace CrossSell.ML.Numerics;

/// <summary>The first two derivatives of the logarithm of the gamma function, for arguments above 0; the function itself is <see cref="GammaFunctions.LogGamma"/>.</summary>
/// <remarks>Shifted up by the recurrence until Stirling's series has converged (Abramowitz and Stegun 1964, 6.3.18, 6.4.12). Errors about 1e-14.</remarks>
internal static class GammaDerivatives
{
    // From here on eight terms of the series leave less than the last digit.
    private const double Far = 10;

    /// <summary>The derivative of <see cref="GammaFunctions.LogGamma"/>.</summary>
    public static double Digamma(double x)
    {
        double sum = 0;
        for (; x < Far; x++)
        {
            sum += 1 / x;
        }

        double r2 = 1 / (x * x);
        double series = r2 * ((1.0 / 12) - (r2 * ((1.0 / 120) - (r2 * ((1.0 / 252) - (r2 * ((1.0 / 240) - (r2 * ((1.0 / 132)
            - (r2 * ((691.0 / 32760) - (r2 * ((1.0 / 12) - (r2 * (3617.0 / 8160)))))))))))))));
        return Math.Log(x) - (0.5 / x) - series - sum;
    }

    /// <summary>The second derivative of <see cref="GammaFunctions.LogGamma"/>.</summary>
    public static double Trigamma(double x)
    {
        double sum = 0;
        for (; x < Far; x++)
        {
            sum += 1 / (x * x);
        }

        double r = 1 / x;
        double r2 = r * r;
        double series = r * r2 * ((1.0 / 6) - (r2 * ((1.0 / 30) - (r2 * ((1.0 / 42) - (r2 * ((1.0 / 30) - (r2 * ((5.0 / 66)
            - (r2 * ((691.0 / 2730) - (r2 * ((7.0 / 6) - (r2 * (3617.0 / 510)))))))))))))));
        return r + (0.5 * r2) + series + sum;
    }
}
