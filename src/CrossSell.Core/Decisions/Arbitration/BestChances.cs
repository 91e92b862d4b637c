using CrossSell.Numerics;

namespace CrossSell.Decisions;

/// <summary>How likely each of some offers is the best, when propensities are as uncertain as shares of so many offers.</summary>
/// <remarks>
/// A propensity's logit is normal around its own with the variance 1 / (strength p (1 - p)), the delta method's for a share of that many. The chance of being the best is
/// then an integral over one normal variable, of the product of the others' distribution functions: no draws, the same figure each time.
/// </remarks>
internal static class BestChances
{
    private const int Steps = 48;
    private const double Reach = 6;
    private const double Least = 1e-9;

    /// <summary>So many of the best are compared; the chance that one behind them is the best is taken as nothing.</summary>
    private const int Compared = 12;

    /// <param name="values">Best first.</param>
    /// <param name="strength">How many offers a propensity is as sure as.</param>
    public static double[] Of(IReadOnlyList<OfferValue> values, double strength)
    {
        int count = Math.Min(values.Count, Compared);
        double[] means = new double[count];
        double[] spreads = new double[count];
        double[] gains = new double[count];
        for (int i = 0; i < count; i++)
        {
            double p = Math.Clamp(values[i].Propensity, Least, 1 - Least);
            means[i] = Math.Log(p / (1 - p));
            spreads[i] = 1 / Math.Sqrt(strength * p * (1 - p));
            gains[i] = values[i].Context * values[i].Value * values[i].Lever;
        }

        double[] chances = new double[values.Count];
        for (int i = 0; i < count; i++)
        {
            double step = 2 * Reach / Steps;
            for (int at = 0; at <= Steps; at++)
            {
                double z = -Reach + (at * step);
                double expected = (gains[i] / (1 + Math.Exp(-(means[i] + (spreads[i] * z))))) - values[i].Cost;
                double below = Math.Exp(-z * z / 2);
                for (int other = 0; other < count && below > 0; other++)
                {
                    below *= other == i ? 1 : Below(expected + values[other].Cost, gains[other], means[other], spreads[other], other < i);
                }

                chances[i] += below;
            }
        }

        double sum = chances.Sum();
        if (!(sum > 0))
        {
            // All alike to the last digit: nothing tells them apart.
            Array.Fill(chances, 1.0 / count, 0, count);
            return chances;
        }

        for (int i = 0; i < count; i++)
        {
            chances[i] /= sum;
        }

        return chances;
    }

    // P(an offer's gain times its probability lies below a value). Of two that are worth nothing whatever happens, the first counts as the better.
    private static double Below(double value, double gain, double mean, double spread, bool isEarlier)
    {
        if (gain <= 0)
        {
            double worth = gain < 0 ? gain / (1 + Math.Exp(-mean)) : 0;
            return value > worth || (value == worth && !isEarlier) ? 1 : 0;
        }

        double share = value / gain;
        return share <= 0 ? 0 : share >= 1 ? 1 : NormalDistribution.Cumulative((Math.Log(share / (1 - share)) - mean) / spread);
    }
}
