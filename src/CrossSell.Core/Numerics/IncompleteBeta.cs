namespace CrossSell.Numerics;

/// <summary>The regularised incomplete beta function I_x(a, b), the distribution of a share.</summary>
internal static class IncompleteBeta
{
    private const int MostTerms = 20_000;
    private const double Tiny = 1e-300;

    /// <summary>P(a share with the beta distribution (a, b) is at most x).</summary>
    /// <param name="a">Above 0.</param>
    /// <param name="b">Above 0.</param>
    /// <param name="x">From 0 to 1.</param>
    /// <remarks>The continued fraction (Abramowitz and Stegun 1964, 26.5.8) by Lentz's method, on the side on which it converges fast.</remarks>
    public static double Of(double a, double b, double x)
    {
        if (x <= 0 || x >= 1)
        {
            return x <= 0 ? 0 : 1;
        }

        double front = GammaFunctions.LogGamma(a + b) - GammaFunctions.LogGamma(a) - GammaFunctions.LogGamma(b) + (a * Math.Log(x)) + (b * Math.Log(1 - x));
        return x < (a + 1) / (a + b + 2)
            ? Math.Exp(front) * Fraction(a, b, x) / a
            : 1 - (Math.Exp(front) * Fraction(b, a, 1 - x) / b);
    }

    private static double Fraction(double a, double b, double x)
    {
        double c = 1;
        double d = 1 / NotZero(1 - ((a + b) * x / (a + 1)));
        double fraction = d;
        for (int m = 1; m <= MostTerms; m++)
        {
            double even = m * (b - m) * x / ((a - 1 + (2.0 * m)) * (a + (2.0 * m)));
            d = 1 / NotZero(1 + (even * d));
            c = NotZero(1 + (even / c));
            fraction *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2.0 * m)) * (a + 1 + (2.0 * m)));
            d = 1 / NotZero(1 + (odd * d));
            c = NotZero(1 + (odd / c));
            double step = d * c;
            fraction *= step;
            if (Math.Abs(step - 1) < 1e-15)
            {
                break;
            }
        }

        return fraction;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
