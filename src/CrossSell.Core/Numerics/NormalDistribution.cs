namespace CrossSell.Numerics;

/// <summary>The standard normal distribution, accurate in the tails.</summary>
internal static class NormalDistribution
{
    /// <summary>P(|Z| >= |z|), the two-sided p-value; relative error about 1e-12.</summary>
    public static double TwoSidedTail(double z) => ComplementaryError.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>P(Z &lt;= z).</summary>
    public static double Cumulative(double z) => z < 0 ? 0.5 * ComplementaryError.Erfc(-z / Math.Sqrt(2)) : 1 - (0.5 * ComplementaryError.Erfc(z / Math.Sqrt(2)));

    /// <summary>The z with P(|Z| &lt;= z) = level, for a level between 0 and 1: how many standard errors an interval reaches to each side.</summary>
    public static double TwoSidedQuantile(double level) => Quantile(0.5 + (level / 2));

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
}
