namespace CrossSell.Numerics;

/// <summary>The gamma function's logarithm, and the gamma distribution of scale 1.</summary>
internal static class GammaFunctions
{
    private const int Most = 10_000;

    /// <summary>ln Gamma(x) for x above 0, within 1e-14 of its size or of 1.</summary>
    /// <remarks>Stirling's series (Abramowitz and Stegun 6.1.41) from 10 on; below, the recurrence lifts x there.</remarks>
    public static double LogGamma(double x)
    {
        double lifted = 1;
        for (; x < 10; x++)
        {
            lifted *= x;
        }

        double r = 1 / x;
        double r2 = r * r;
        double series = r * ((1.0 / 12) - (r2 * ((1.0 / 360) - (r2 * ((1.0 / 1260) - (r2 * ((1.0 / 1680) - (r2 * ((1.0 / 1188) - (r2 * ((691.0 / 360360)
            - (r2 * ((1.0 / 156) - (r2 * (3617.0 / 122400)))))))))))))));
        return ((x - 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + series - Math.Log(lifted);
    }

    /// <summary>Q(a, x): the chance that a gamma variable of shape a and scale 1 exceeds x. a above 0, x 0 or more.</summary>
    /// <remarks>Abramowitz and Stegun 6.5.29 below a + 1, the continued fraction 6.5.31 by Lentz's method above. Absolute accuracy 1e-12.</remarks>
    public static double UpperTail(double a, double x)
    {
        if (!(x > 0))
        {
            return 1;
        }

        if (double.IsPositiveInfinity(x))
        {
            return 0;
        }

        double front = Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        return x < a + 1 ? Math.Clamp(1 - (front * Series(a, x)), 0, 1) : Math.Clamp(front * Fraction(a, x), 0, 1);
    }

    /// <summary>The x with P(gamma variable of shape a below x) = p, for p above 0 and below 1: bisection on the logarithm.</summary>
    public static double Quantile(double p, double a)
    {
        // x^a / Gamma(a + 1) is at least the lower tail, so its root lies below the quantile.
        double low = (Math.Log(p) + LogGamma(a + 1)) / a;
        double high = Math.Log(a + (10 * Math.Sqrt(a)) + 40);
        low = Math.Min(low, high);
        for (int i = 0; i < 80 && high - low > 1e-13 * Math.Max(1, Math.Abs(low)); i++)
        {
            double middle = low + ((high - low) / 2);
            (low, high) = 1 - UpperTail(a, Math.Exp(middle)) < p ? (middle, high) : (low, middle);
        }

        return Math.Exp(low + ((high - low) / 2));
    }

    private static double Series(double a, double x)
    {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < Most && term > sum * 1e-16; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum;
    }

    private static double Fraction(double a, double x)
    {
        const double Tiny = 1e-300;
        double b = x + 1 - a;
        double c = 1 / Tiny;
        double d = 1 / b;
        double product = d;
        for (int n = 1; n < Most; n++)
        {
            double an = -n * (n - a);
            b += 2;
            d = (an * d) + b;
            d = 1 / (Math.Abs(d) < Tiny ? Tiny : d);
            c = b + (an / c);
            c = Math.Abs(c) < Tiny ? Tiny : c;
            double factor = d * c;
            product *= factor;
            if (Math.Abs(factor - 1) < 1e-15)
            {
                break;
            }
        }

        return product;
    }
}
