using System.Runtime.InteropServices;
using CrossSell.Numerics;

namespace CrossSell.ML;

/// <summary>Looks for the window of bands in which purchases crowd most: a scan statistic.</summary>
/// <remarks>
/// The window is the one of the greatest likelihood ratio (Kulldorff 1997, one-sided). Given the number of purchases, those in a window are binomial with its share of the
/// days at risk when the hazard does not depend on time (the conditional test of two Poisson rates, Przyborowski and Wilenski 1940); the exact tail times the number of windows
/// is the p value.
/// </remarks>
internal static class WindowScan
{
    private const double LargestShare = 0.5;

    /// <summary>A window, and what fell into it.</summary>
    /// <param name="FirstBand">The first band of the window; -1 when there is none.</param>
    /// <param name="LastBand">The last band.</param>
    /// <param name="Purchases">The purchases in all bands.</param>
    /// <param name="InWindow">Those in the window.</param>
    /// <param name="Lift">The hazard in the window over the usual.</param>
    /// <param name="LogP">The logarithm of the p value, the number of windows paid for; at most 0.</param>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Window(int FirstBand, int LastBand, int Purchases, int InWindow, double Lift, double LogP);

    public static Window Find(ReadOnlySpan<int> purchases, ReadOnlySpan<long> days, double usual, double minLift, int maxBands)
    {
        int n = 0;
        long all = 0;
        for (int b = 0; b < purchases.Length; b++)
        {
            n += purchases[b];
            all += days[b];
        }

        var none = new Window(-1, -1, n, 0, 0, 0);
        Window best = none;
        double most = 0;
        for (int first = 0; first < purchases.Length; first++)
        {
            int inside = 0;
            long exposed = 0;
            for (int last = first; last < Math.Min(first + maxBands, purchases.Length) && purchases[first] > 0; last++)
            {
                inside += purchases[last];
                exposed += days[last];
                double share = (double)exposed / all;
                if (share > LargestShare)
                {
                    break;
                }

                double lift = inside / (exposed * usual);
                double gain = purchases[last] > 0 && lift >= minLift && inside > n * share ? Gain(inside, n, share) : 0;
                if (gain > most)
                {
                    most = gain;
                    best = none with { FirstBand = first, LastBand = last, InWindow = inside, Lift = lift };
                }
            }
        }

        if (best.FirstBand < 0)
        {
            return best;
        }

        double shareOfBest = 0;
        for (int b = best.FirstBand; b <= best.LastBand; b++)
        {
            shareOfBest += (double)days[b] / all;
        }

        return best with { LogP = Math.Min(0, LogUpperTail(n, shareOfBest, best.InWindow) + Math.Log(Windows(purchases.Length, maxBands))) };
    }

    /// <summary>ln P(X &gt;= k) for X binomial; k above n p.</summary>
    public static double LogUpperTail(int n, double p, int k)
    {
        double first = GammaFunctions.LogGamma(n + 1.0) - GammaFunctions.LogGamma(k + 1.0) - GammaFunctions.LogGamma(n - k + 1.0)
            + (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p));
        double term = 1;
        double sum = 1;
        for (int i = k; i < n && term > sum * 1e-17; i++)
        {
            term *= (n - i) / (i + 1.0) * (p / (1 - p));
            sum += term;
        }

        return Math.Min(0, first + Math.Log(sum));
    }

    private static double Windows(int bands, int maxBands)
    {
        double most = Math.Min(bands, maxBands);
        return (bands * most) - (most * (most - 1) / 2);
    }

    private static double Gain(int inside, int n, double share)
    {
        int outside = n - inside;
        return (inside * Math.Log(inside / (n * share))) + (outside == 0 ? 0 : outside * Math.Log(outside / (n * (1 - share))));
    }
}
