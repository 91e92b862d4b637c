using System.Numerics;

namespace CrossSell.Numerics.Tests;

/// <summary>The hypergeometric distribution by counting: integers of any size, rounded once at the end.</summary>
internal static class ExactHypergeometric
{
    /// <summary>P[H = n11], P[H &lt; n11] and P[H >= n11] with the margins of this table.</summary>
    public static (double Probability, double Lower, double Upper) Of(long n11, long n10, long n01, long n00)
    {
        long n1x = n11 + n10, nx1 = n11 + n01, n = n1x + n01 + n00;
        long least = Math.Max(0, n1x + nx1 - n), most = Math.Min(n1x, nx1);

        // Ways to choose the n1x antecedents so that x of them fall on the nx1 consequents, for each x in turn.
        BigInteger ways = Choose(nx1, least) * Choose(n - nx1, n1x - least);
        BigInteger equal = 0, below = 0, all = 0;
        for (long x = least; x <= most; x++)
        {
            all += ways;
            if (x < n11)
            {
                below += ways;
            }
            else if (x == n11)
            {
                equal = ways;
            }

            ways = ways * (nx1 - x) * (n1x - x) / (x + 1) / (n - nx1 - n1x + x + 1);
        }

        return (Quotient(equal, all), Quotient(below, all), Quotient(all - below, all));
    }

    /// <summary>The least q with P[H &lt;= q] >= part/whole.</summary>
    public static long Quantile(int part, int whole, long n1x, long nx1, long n)
    {
        long q = Math.Max(0, n1x + nx1 - n);
        BigInteger ways = Choose(nx1, q) * Choose(n - nx1, n1x - q), upToHere = ways, all = Choose(n, n1x);
        while (upToHere * whole < all * part)
        {
            ways = ways * (nx1 - q) * (n1x - q) / (q + 1) / (n - nx1 - n1x + q + 1);
            upToHere += ways;
            q++;
        }

        return q;
    }

    /// <summary>a/b to the last digit; the integers may be far beyond the range of a double.</summary>
    private static double Quotient(BigInteger a, BigInteger b)
    {
        if (a.IsZero)
        {
            return 0;
        }

        long shift = 80 - (a.GetBitLength() - b.GetBitLength());
        BigInteger scaled = shift >= 0 ? (a << (int)shift) / b : a / (b << (int)-shift);
        return Math.ScaleB((double)scaled, (int)-shift);
    }

    private static BigInteger Choose(long n, long k)
    {
        k = Math.Min(k, n - k);
        BigInteger result = 1;
        for (long i = 1; i <= k; i++)
        {
            result = result * (n - k + i) / i;
        }

        return result;
    }
}
