namespace CrossSell.Numerics;

/// <summary>erfc, the tail of the normal distribution, with full relative accuracy however far out.</summary>
internal static class ComplementaryError
{
    // From here on the continued fraction has converged to the last digit with this many terms, and before it the series.
    private const double Far = 2.0;
    private const int Terms = 100;

    /// <summary>erfc(x) = 2/sqrt(pi) times the integral of exp(-t^2) from x to infinity.</summary>
    /// <param name="x">0 or more.</param>
    /// <remarks>Abramowitz, Stegun 1964, 7.1.6 (all terms positive) and 7.1.14. Relative accuracy 1e-13 until it underflows beyond x = 26.</remarks>
    public static double Erfc(double x)
    {
        double bell = Math.Exp(-x * x);
        if (x >= Far)
        {
            double fraction = x;
            for (int term = Terms; term > 0; term--)
            {
                fraction = x + (term / 2.0 / fraction);
            }

            return bell / (Math.Sqrt(Math.PI) * fraction);
        }

        double sum = 0, power = x;
        for (int k = 1; sum + power != sum; k++)
        {
            sum += power;
            power *= 2 * x * x / ((2 * k) + 1);
        }

        return 1 - (2 / Math.Sqrt(Math.PI) * bell * sum);
    }
}
