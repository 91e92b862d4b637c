namespace CrossSell.Numerics;

/// <summary>Student's t distribution with any number of degrees of freedom above 0, whole or not.</summary>
internal static class StudentDistribution
{
    /// <summary>P(|T| >= |t|), the two-sided p value.</summary>
    /// <remarks>Abramowitz and Stegun 1964, 26.7.1 through the incomplete beta function.</remarks>
    public static double TwoSidedTail(double t, double freedom) => IncompleteBeta.Of(freedom / 2, 0.5, freedom / (freedom + (t * t)));

    /// <summary>The t with P(|T| &lt;= t) = level, for a level between 0 and 1: bisection.</summary>
    public static double TwoSidedQuantile(double level, double freedom)
    {
        double tail = 1 - level;
        double high = NormalDistribution.TwoSidedQuantile(level);
        while (TwoSidedTail(high, freedom) > tail)
        {
            high *= 2;
        }

        double low = 0;
        for (int i = 0; i < 100 && high - low > 1e-13 * high; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = TwoSidedTail(middle, freedom) > tail ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
