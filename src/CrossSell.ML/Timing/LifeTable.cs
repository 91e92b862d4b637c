using CrossSell.Numerics;

namespace CrossSell.ML;

/// <summary>Purchases and days at risk of one cell, and what they say beside the usual rate.</summary>
internal static class LifeTable
{
    /// <summary>The greatest hazard of a day: below 1, so that a logarithm of what is left exists.</summary>
    public const double MostHazard = 1 - 1e-15;

    private const double MostSignal = 20;

    /// <summary>The rate over the usual, pulled towards 1 by a number of purchases at the usual rate: the mean of a gamma posterior.</summary>
    public static double Ratio(double purchases, double expected, double prior) =>
        expected + prior > 0 ? (purchases + prior) / (expected + prior) : 1;

    public static double Hazard(double purchases, double days, double usual, double prior) =>
        Math.Clamp(days > 0 || prior > 0 ? Ratio(purchases, days * usual, prior) * usual : usual, 0, MostHazard);

    /// <summary>How far a ratio lies from 1, on the scale of logarithms.</summary>
    public static double Signal(double ratio) => ratio > 0 ? Math.Min(Math.Abs(Math.Log(ratio)), MostSignal) : MostSignal;

    /// <summary>The prior, out of 0.25, 0.5, ... 128, under which cells are likeliest, each a Poisson number whose rate over the usual is gamma with mean 1: negative binomial.</summary>
    public static double LikeliestPrior(IReadOnlyList<(double Purchases, double Expected)> cells)
    {
        const double Weakest = 0.25;
        const double Strongest = 128;
        double best = Weakest;
        double most = double.NegativeInfinity;
        for (double prior = Weakest; prior <= Strongest; prior *= 2)
        {
            double likelihood = 0;
            foreach ((double purchases, double expected) in cells)
            {
                likelihood += GammaFunctions.LogGamma(purchases + prior) - GammaFunctions.LogGamma(prior)
                    - (prior * Math.Log(1 + (expected / prior))) - (purchases > 0 ? purchases * Math.Log((prior + expected) / expected) : 0);
            }

            if (likelihood > most)
            {
                most = likelihood;
                best = prior;
            }
        }

        return best;
    }
}
