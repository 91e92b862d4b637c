using System.Diagnostics;

namespace CrossSell.Numerics;

/// <summary>
/// The count n11 of a 2x2 table when its margins are given and its rows and columns are independent: H ~ hypergeometric(n, nx1, n1x).
/// </summary>
/// <remarks>
/// <para>
/// The probability of one table is Loader's saddle-point expansion (Loader 2000, "Fast and Accurate Computation of Binomial Probabilities")
/// written for the four cells at once: ln P = -sum of deviances + half the log of a product + Stirling errors. Every deviance uses the
/// exact difference observed - expected = +-d/n, so that nothing cancels, however large the table.
/// </para>
/// <para>
/// A tail starts at the table's own term and follows the ratio of neighbouring terms away from the mode, where terms only fall; the other
/// tail is its complement, which loses no digits because the tail beyond the mode never holds nearly everything. Relative accuracy 1e-10
/// for up to 2^31 transactions and down to 1e-300; smaller values underflow to 0.
/// </para>
/// </remarks>
internal static partial class Hypergeometric
{
    // Past this share of the sum, all terms together no longer show in it: they fall at least as fast as a normal density's.
    private const double Negligible = 1e-20;

    /// <summary>P[H = n11].</summary>
    public static double Probability(long n11, long n10, long n01, long n00) => Probability(n11, n10, n01, n00, times: 1.0);

    /// <summary>P[H >= n11], Fisher's one-sided p value.</summary>
    public static double UpperTail(long n11, long n10, long n01, long n00)
    {
        if (n11 == 0 || n00 == 0)
        {
            return 1.0; // Margins allow no smaller n11.
        }

        return IsPastMode(n11, n10, n01, n00)
            ? SumUpwards(n11, n10, n01, n00)
            : 1.0 - SumUpwards(n10 + 1, n11 - 1, n00 - 1, n01 + 1);
    }

    /// <summary>P[H &lt; n11] = 1 - P[H >= n11], accurate when it is small too.</summary>
    public static double LowerTail(long n11, long n10, long n01, long n00)
    {
        if (n11 == 0 || n00 == 0)
        {
            return 0.0;
        }

        return IsPastMode(n11, n10, n01, n00)
            ? 1.0 - SumUpwards(n11, n10, n01, n00)
            : SumUpwards(n10 + 1, n11 - 1, n00 - 1, n01 + 1);
    }

    /// <summary>P[H > n11], accurate when it is small too.</summary>
    public static double AboveTail(long n11, long n10, long n01, long n00) =>
        n10 == 0 || n01 == 0 ? 0.0 : UpperTail(n11 + 1, n10 - 1, n01 - 1, n00 + 1);

    /// <summary>P[H &lt;= n11], accurate when it is small too.</summary>
    public static double UpToTail(long n11, long n10, long n01, long n00) =>
        n10 == 0 || n01 == 0 ? 1.0 : LowerTail(n11 + 1, n10 - 1, n01 - 1, n00 + 1);

    /// <summary>The sum over the four cells of o ln(o/e): n times the mutual information of rows and columns, in nats.</summary>
    /// <remarks>No margin may be 0.</remarks>
    public static double TotalDeviance(long n11, long n10, long n01, long n00)
    {
        double n1x = n11 + n10, n0x = n01 + n00, nx1 = n11 + n01, nx0 = n10 + n00;
        double n = n1x + n0x;
        double difference = (double)(Math.BigMul(n11, n00) - Math.BigMul(n10, n01)) / n;
        return SpecialFunctions.Deviance(n11, n1x * nx1 / n, difference) + SpecialFunctions.Deviance(n00, n0x * nx0 / n, difference)
            + (SpecialFunctions.Deviance(n10, n1x * nx0 / n, -difference) + SpecialFunctions.Deviance(n01, n0x * nx1 / n, -difference));
    }

    // The factor goes in before the exponential, which may be too small for a double when the product is not.
    private static double Probability(long n11, long n10, long n01, long n00, double times)
    {
        Debug.Assert(n11 >= 0 && n10 >= 0 && n01 >= 0 && n00 >= 0, "Cells are counts.");
        long n1x = n11 + n10, n0x = n01 + n00, nx1 = n11 + n01, nx0 = n10 + n00;
        if (n1x == 0 || n0x == 0 || nx1 == 0 || nx0 == 0)
        {
            return times; // Only one table has such margins.
        }

        double n = n1x + n0x;
        double stirling = (StirlingErrors(n1x, nx1) + StirlingErrors(n0x, nx0)) - SpecialFunctions.StirlingError(n1x + n0x)
            - (StirlingErrors(n11, n00) + StirlingErrors(n10, n01));

        // sqrt(2 pi k) for each factorial: margins above, n and the cells below; 0! has none.
        double product = ((double)n1x * nx1) * ((double)n0x * nx0) / (n * (OrOne(n11) * OrOne(n00)) * (OrOne(n10) * OrOne(n01)));
        int cells = Math.Sign(n11) + Math.Sign(n10) + Math.Sign(n01) + Math.Sign(n00);
        double root = Math.Sqrt(product * Math.Pow(2 * Math.PI, 3 - cells));
        double half = Math.Exp((stirling - TotalDeviance(n11, n10, n01, n00)) / 2);
        return root * times * half * half;
    }

    // P[H = n11] < P[H = n11 - 1]: from here up, terms fall.
    private static bool IsPastMode(long n11, long n10, long n01, long n00) =>
        Math.BigMul(n10 + 1, n01 + 1) < Math.BigMul(n11, n00);

    // Cells a, b, c, d with a and d growing. To sum downwards, a caller exchanges the columns: n10 then grows as n11 falls.
    private static double SumUpwards(long a, long b, long c, long d)
    {
        (long a0, long b0, long c0, long d0) = (a, b, c, d);
        double term = 1.0, sum = 1.0;
        while (b > 0 && c > 0 && term > Negligible * sum)
        {
            a++;
            d++;
            term *= (double)b * c / ((double)a * d);
            sum += term;
            b--;
            c--;
        }

        return Math.Min(1.0, Probability(a0, b0, c0, d0, sum));
    }

    private static double StirlingErrors(long j, long k) => SpecialFunctions.StirlingError(j) + SpecialFunctions.StirlingError(k);

    private static double OrOne(long cell) => cell == 0 ? 1.0 : cell;
}
