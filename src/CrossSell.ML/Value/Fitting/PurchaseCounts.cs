using System.Runtime.InteropServices;

namespace CrossSell.ML.Value;

/// <summary>How many purchases a customer makes over a horizon under the BG/NBD model: expectation and exact distribution.</summary>
/// <remarks>
/// Given that he is alive, the rate is gamma (r+x, alpha+T) and the chance of going after a purchase beta (a, b+c) with c the purchases after which he could have gone:
/// x, or x+1 where the first counts, independent of one another (Fader, Hardie, Lee
/// 2005). So P(at least y purchases) = E[(1-p)^(y-1)] P(at least y arrivals), both known in closed form; the arrivals are negative binomial.
/// </remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct PurchaseCounts(
    double r, double alpha, double a, double b, PurchasePattern pattern, double horizon, LeavingRule leaving = LeavingRule.AfterRepeatPurchase)
{
    private const int MostTerms = 1_000_000;

    private readonly double _shape = r + pattern.Frequency;
    private readonly double _b = b + Chances(pattern, leaving);
    private readonly double _share = horizon / (alpha + pattern.AgeDays + horizon);

    // From here on the series overflows before it is scaled back, and the sum of tails has few terms.
    private const double LargestPower = 30;

    /// <summary>P(alive).</summary>
    public double Alive { get; } = ProbabilityAlive(r, alpha, a, b, pattern, leaving);

    public static double ProbabilityAlive(double r, double alpha, double a, double b, PurchasePattern pattern, LeavingRule leaving = LeavingRule.AfterRepeatPurchase)
    {
        int chances = Chances(pattern, leaving);
        if (chances == 0)
        {
            return 1;
        }

        double difference = Math.Log(a / (b + chances - 1))
            + ((r + pattern.Frequency) * Math.Log((alpha + pattern.AgeDays) / (alpha + pattern.RecencyDays)));
        return 1 / (1 + Math.Exp(difference));
    }

    /// <summary>P(at least one purchase over the horizon): one who is alive buys once before he can leave.</summary>
    public double AtLeastOne => Alive * -ExpMinusOne(_shape * LogOnePlus(-_share));

    /// <summary>The expected number, <see cref="Alive"/> times <see cref="ExpectedOfAlive"/>.</summary>
    public double Expected => Alive * ExpectedOfAlive();

    /// <summary>The expected number of one who is alive.</summary>
    /// <remarks>
    /// The published form has 2F1(r+x, b+x; a+b+x-1; z) over a-1. Euler's transformation takes out (1-z)^(a-1-r-x), and with e = a-1 the hypergeometric series is
    /// 1 + e S: so the division by e is done by hand, nothing cancels at a = 1, and the terms of S fall at least as fast as z^k.
    /// </remarks>
    public double ExpectedOfAlive()
    {
        double e = a - 1;
        double c = e + _b;
        double d = a + b - 1 - r + (Chances(pattern, leaving) - pattern.Frequency);
        double logLeft = LogOnePlus(-_share);
        if (-e * logLeft > LargestPower)
        {
            return SumOfTails();
        }

        double term = _share * d / c;
        double sum = 0;
        for (int k = 1; k <= MostTerms; k++)
        {
            sum += term;
            if (Math.Abs(term) <= 1e-17 * Math.Abs(sum))
            {
                break;
            }

            term *= _share * (d + k) / (c + k) * (e + k) / (k + 1);
        }

        double power = e * logLeft;
        double ratio = Math.Abs(power) < 1e-300 ? 1 : ExpMinusOne(power) / power;
        return c * ((-logLeft * ratio) - (Math.Exp(power) * sum));
    }

    /// <summary>P(exactly y purchases) for y = 0, 1, ...; ends where less than the rest is left.</summary>
    /// <param name="rest">The probability that may be left out at the end, such as 1e-12.</param>
    public double[] Distribution(double rest)
    {
        var tails = new List<double> { 1 };
        double stays = 1;
        double logNone = _shape * LogOnePlus(-_share);
        double arrivals = Math.Exp(logNone);
        double reached = -ExpMinusOne(logNone);
        for (int y = 1; y <= MostTerms; y++)
        {
            double tail = Alive * stays * Math.Max(0, reached);
            tails.Add(tail);
            if (tail <= rest)
            {
                break;
            }

            stays *= (_b + y - 1) / (a + _b + y - 1);
            arrivals *= (_shape + y - 1) / y * _share;
            reached -= arrivals;
        }

        double[] exactly = new double[tails.Count];
        for (int y = 0; y < exactly.Length; y++)
        {
            exactly[y] = tails[y] - (y + 1 < tails.Count ? tails[y + 1] : 0);
        }

        return exactly;
    }

    // The expectation as the sum of P(at least y), all terms positive.
    private double SumOfTails()
    {
        double stays = 1;
        double logNone = _shape * LogOnePlus(-_share);
        double arrivals = Math.Exp(logNone);
        double reached = -ExpMinusOne(logNone);
        double sum = 0;
        for (int y = 1; y <= MostTerms && stays * reached > 1e-17 * sum; y++)
        {
            sum += stays * reached;
            stays *= (_b + y - 1) / (a + _b + y - 1);
            arrivals *= (_shape + y - 1) / y * _share;
            reached -= arrivals;
        }

        return sum;
    }

    /// <summary>The purchases after which the customer could have gone.</summary>
    private static int Chances(PurchasePattern pattern, LeavingRule leaving) => pattern.Frequency + (leaving == LeavingRule.AfterAnyPurchase ? 1 : 0);

    private static double LogOnePlus(double x)
    {
        double y = 1 + x;
        return y == 1 ? x : Math.Log(y) * (x / (y - 1));
    }

    // Kahan's: e^y - 1 without loss of digits near 0.
    private static double ExpMinusOne(double y)
    {
        double u = Math.Exp(y);
        return u == 1 ? y : Math.Abs(u - 1) < 0.5 ? (u - 1) * y / Math.Log(u) : u - 1;
    }
}
