namespace CrossSell.ML.Numerics;

/// <summary>The standard normal distribution, accurate in the tails.</summary>
internal static class NormalDistribution
{
    private const double SqrtPi = 1.7724538509055160273;

    /// <summary>P(|Z| >= |z|), the two-sided p-value; relative error about 1e-12.</summary>
    public static double TwoSidedTail(double z) => ComplementaryError(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>P(Z &lt;= z).</summary>
    public static double Cumulative(double z) => z < 0 ? 0.5 * ComplementaryError(-z / Math.Sqrt(2)) : 1 - (0.5 * ComplementaryError(z / Math.Sqrt(2)));

    /// <summary>The z with P(Z &lt;= z) = p, for 0 &lt; p &lt; 1: bisection to start with, then Newton's method to the last digits.</summary>
    public static double Quantile(double p)
    {
        if (p > 0.5)
        {
            return -Quantile(1 - p);
        }

        double low = -40;
        double high = 0;
        for (int i = 0; i < 20; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Cumulative(middle) < p ? (middle, high) : (low, middle);
        }

        double z = (low + high) / 2;
        for (int i = 0; i < 6; i++)
        {
            double density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
            z -= (Cumulative(z) - p) / density;
        }

        return z;
    }

    // erfc(x), x >= 0: the series of erf without cancelling terms, then the continued fraction (Abramowitz and Stegun 7.1.6 and 7.1.14).
    private static double ComplementaryError(double x)
    {
        if (x < 2.5)
        {
            double term = x;
            double sum = x;
            for (int n = 1; term > sum * 1e-17; n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 1 - (2 / SqrtPi * Math.Exp(-x * x) * sum);
        }

        if (x > 27.3)
        {
            return 0;
        }

        double fraction = 0;
        for (int n = 120; n >= 1; n--)
        {
            fraction = n / 2.0 / (x + fraction);
        }

        return Math.Exp(-x * x) / (SqrtPi * (x + fraction));
    }
}
