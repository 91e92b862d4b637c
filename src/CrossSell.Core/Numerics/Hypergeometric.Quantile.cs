namespace CrossSell.Numerics;

internal static partial class Hypergeometric
{
    // A share this much too small still reaches the quantile: rounding must not skip a count whose probability makes it up exactly.
    private const double Slack = 1e-13;

    /// <summary>The least q with P[H &lt;= q] >= share.</summary>
    /// <param name="share">More than 0, less than 1.</param>
    /// <param name="n1x">Transactions with the antecedent.</param>
    /// <param name="nx1">Transactions with the consequent.</param>
    /// <param name="n">All transactions.</param>
    /// <remarks>Starts at the normal approximation, whose skew leaves a few steps to walk: the cost is that of one tail.</remarks>
    public static long Quantile(double share, long n1x, long nx1, long n)
    {
        long least = Math.Max(0, n1x + nx1 - n), most = Math.Min(n1x, nx1);
        if (least == most)
        {
            return least;
        }

        double mean = (double)n1x * nx1 / n;
        double variance = mean * ((double)(n - n1x) / n) * ((double)(n - nx1) / Math.Max(1, n - 1));
        double guess = mean + (NormalQuantile(share) * Math.Sqrt(variance));
        long q = Math.Clamp((long)guess, least, most);

        // above = P[H > q], at = P[H = q]; allowed is what may stay above.
        double above = AboveTail(q, n1x - q, nx1 - q, n - n1x - nx1 + q);
        double at = Probability(q, n1x - q, nx1 - q, n - n1x - nx1 + q);
        double allowed = (1 - share) * (1 + Slack);
        if (above <= allowed)
        {
            while (q > least && above + at <= allowed)
            {
                above += at;
                at *= (double)q * (n - n1x - nx1 + q) / ((double)(n1x - q + 1) * (nx1 - q + 1));
                q--;
            }

            return q;
        }

        while (q < most && above > allowed)
        {
            at *= (double)(n1x - q) * (nx1 - q) / ((double)(q + 1) * (n - n1x - nx1 + q + 1));
            above -= at;
            q++;
        }

        return q;
    }

    // To three digits, which is all that a first guess needs (Abramowitz, Stegun 1964, 26.2.23).
    private static double NormalQuantile(double share)
    {
        double tail = Math.Min(share, 1 - share);
        double t = Math.Sqrt(-2 * Math.Log(tail));
        double z = t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308)))))));
        return share < 0.5 ? -z : z;
    }
}
