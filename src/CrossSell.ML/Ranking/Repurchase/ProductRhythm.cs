using CrossSell.Numerics;

namespace CrossSell.ML;

/// <summary>The gaps between purchases of one product, and the fit of a mean gap and a probability of stopping to them.</summary>
internal sealed class ProductRhythm
{
    private const int Rounds = 40;
    private const double Enough = 1e-4;

    // For each buyer: gaps, the days that they take together, the days since the last purchase.
    private readonly List<(int Gaps, double Days, double Since)> _buyers = [];

    /// <summary>The number of gaps of all buyers.</summary>
    public int Gaps { get; private set; }

    /// <summary>The days of all gaps.</summary>
    public double Days { get; private set; }

    public int Buyers => _buyers.Count;

    public void Add(int gaps, double days, double since)
    {
        _buyers.Add((gaps, days, since));
        Gaps += gaps;
        Days += days;
    }

    /// <summary>Expectation-maximisation: the open gap of who goes on is longer than seen, and who has stopped has none. The market's values take part as <paramref name="prior"/> gaps and purchases.</summary>
    public (double MeanGap, double Stop) Fit(GammaTail gamma, double marketGap, double marketStop, double prior)
    {
        double mean = marketGap;
        double stop = marketStop;
        for (int round = 0; round < Rounds; round++)
        {
            double rate = gamma.Shape / mean;
            double gone = prior * marketStop;
            double trials = prior;
            double days = prior * marketGap;
            double gaps = prior;
            foreach ((int ownGaps, double ownDays, double since) in _buyers)
            {
                (double tail, double next) = gamma.At(rate * since);
                double all = stop + ((1 - stop) * tail);
                double stopped = all > 0 ? stop / all : 1;
                gone += stopped;
                trials += ownGaps + 1;
                days += ownDays + (tail > 0 ? (1 - stopped) * mean * next / tail : 0);
                gaps += ownGaps + (tail > 0 ? 1 - stopped : 0);
            }

            double before = mean;
            double stopBefore = stop;
            mean = days / gaps;
            stop = gone / trials;
            if (Math.Abs(mean - before) < Enough * before && Math.Abs(stop - stopBefore) < Enough)
            {
                break;
            }
        }

        return (mean, stop);
    }

    /// <summary>
    /// The logarithm of the likelihood of what was seen, for customers whose rates are gamma around the product's: the sum of m gaps is then beta prime. What depends on the
    /// days alone is left out.
    /// </summary>
    /// <param name="gamma">The shape a.</param>
    /// <param name="meanGap">The product's mean gap.</param>
    /// <param name="stop">The probability of stopping.</param>
    /// <param name="customerShape">How alike customers are: the shape of the distribution of their rates, above 1.</param>
    public double LogLikelihood(GammaTail gamma, double meanGap, double stop, double customerShape)
    {
        double a = gamma.Shape;
        double r = customerShape;
        double strength = (r - 1) / a;
        double delta = meanGap * strength;
        double logDelta = r * Math.Log(delta);
        double gammaOfR = GammaFunctions.LogGamma(r);
        double sum = 0;
        foreach ((int gaps, double days, double since) in _buyers)
        {
            double ownMean = ((strength * meanGap) + days) / (strength + gaps);
            sum += Math.Log(Math.Max(stop + ((1 - stop) * gamma.At(a / ownMean * since).Tail), 1e-300));
            if (gaps > 0)
            {
                double ma = gaps * a;
                sum += (gaps * Math.Log(Math.Max(1 - stop, 1e-300)))
                    + GammaFunctions.LogGamma(ma + r) - GammaFunctions.LogGamma(ma) - gammaOfR + logDelta + (ma * Math.Log(days)) - ((ma + r) * Math.Log(delta + days));
            }
        }

        return sum;
    }
}
