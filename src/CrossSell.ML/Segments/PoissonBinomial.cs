using CrossSell.Numerics;

namespace CrossSell.ML.Segments;

/// <summary>How many of some customers buy, each with a probability of their own and independently of the others.</summary>
internal static class PoissonBinomial
{
    /// <summary>Up to so many customers the distribution is added up exactly, in O(n²).</summary>
    private const int MostExact = 2_000;

    /// <summary>The least range of numbers that holds the level's share between two equal tails.</summary>
    public static (double Lower, double Upper) Range(IReadOnlyList<double> probabilities, double level)
    {
        double tail = (1 - level) / 2;
        return probabilities.Count <= MostExact ? Exact(probabilities, tail) : Normal(probabilities, tail);
    }

    private static (double Lower, double Upper) Exact(IReadOnlyList<double> probabilities, double tail)
    {
        double[] chance = new double[probabilities.Count + 1];
        chance[0] = 1;
        for (int i = 0; i < probabilities.Count; i++)
        {
            for (int k = i + 1; k > 0; k--)
            {
                chance[k] = (chance[k] * (1 - probabilities[i])) + (chance[k - 1] * probabilities[i]);
            }

            chance[0] *= 1 - probabilities[i];
        }

        double below = 0;
        int lower = 0;
        while (lower < probabilities.Count && below + chance[lower] <= tail)
        {
            below += chance[lower++];
        }

        double above = 0;
        int upper = probabilities.Count;
        while (upper > lower && above + chance[upper] <= tail)
        {
            above += chance[upper--];
        }

        return (lower, upper);
    }

    private static (double Lower, double Upper) Normal(IReadOnlyList<double> probabilities, double tail)
    {
        double mean = probabilities.Sum();
        double reach = NormalDistribution.Quantile(1 - tail) * Math.Sqrt(probabilities.Sum(p => p * (1 - p)));
        return (Math.Max(0, Math.Floor(mean - reach)), Math.Min(probabilities.Count, Math.Ceiling(mean + reach)));
    }
}
