using System.Runtime.InteropServices;
using CrossSell.Numerics;

namespace CrossSell.Potential;

/// <summary>The quantile of one cell with the order statistics around it.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PotentialCell(double Quantile, double Lower, double Upper, int Peers)
{
    public static PotentialCell Of(double[] spends, WalletOptions options)
    {
        Array.Sort(spends);
        int n = spends.Length;
        if (n == 0)
        {
            return new PotentialCell(double.NaN, double.NaN, double.NaN, 0);
        }

        // The number of spends below the true quantile is binomial (n, share): ranks that leave half of the rest on either side enclose it.
        double rest = (1 - options.ConfidenceLevel) / 2;
        int lower = -1;
        int upper = n;
        double below = 0;
        for (int k = 0; k <= n; k++)
        {
            double upTo = below + Math.Exp(LogProbability(k, n, options.Quantile));
            lower = upTo <= rest ? k : lower;
            upper = upper == n && upTo >= 1 - rest ? k : upper;
            below = upTo;
        }

        return new PotentialCell(SortedValues.Quantile(spends, options.Quantile), lower < 0 ? double.NaN : spends[lower], upper >= n ? double.NaN : spends[upper], n);
    }

    public PotentialEstimate DrawnTo(PotentialCell all, WalletOptions options)
    {
        if (Peers < options.LeastPeers)
        {
            return new PotentialEstimate(all.Quantile, all.Lower, all.Upper, Peers, IsOwn: false);
        }

        double weight = Peers / (Peers + options.Shrinkage);
        double pull = all.Quantile;
        return new PotentialEstimate(Between(Quantile), Between(Lower), Between(Upper), Peers, IsOwn: true);

        double Between(double own) => Math.Exp((weight * Math.Log(own)) + ((1 - weight) * Math.Log(pull)));
    }

    private static double LogProbability(int k, int n, double share) =>
        LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k) + (k * Math.Log(share)) + ((n - k) * Math.Log(1 - share));

    private static double LogFactorial(int k) => k == 0 ? 0 : (k * Math.Log(k)) - k + (0.5 * Math.Log(2 * Math.PI * k)) + SpecialFunctions.StirlingError(k);
}
