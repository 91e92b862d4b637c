namespace CrossSell.Potential;

/// <summary>What is known of the shifts of several groups together: each is drawn towards 0 the more, the less the groups differ beyond chance and the less it was seen of.</summary>
/// <remarks>
/// Shifts are normal around 0 with a common standard deviation, which has a half-normal prior and is summed over on a grid; for each of its values the moments of a
/// shift are sums over points a deviation apart around its mode. So one group alone needs no special case, nor do groups without any owner.
/// </remarks>
internal static class ShiftPosterior
{
    private const int Points = 32;
    private const double Reach = 3.5;

    // Points a deviation apart: of a smooth bell the trapezoid rule then errs by 1e-8 (Trefethen and Weideman 2014).
    private const int Steps = 5;

    /// <summary>For each group the posterior mean of its shift and its standard deviation.</summary>
    public static (double Mean, double Deviation)[] Of(IReadOnlyList<ShiftedRates> groups, double priorScale)
    {
        var moments = new (double Mean, double Square)[Points, groups.Count];
        double[] logs = new double[Points];
        for (int j = 0; j < Points; j++)
        {
            // Squares, so that points stand close together near 0, where a small difference of deviations matters.
            double u = (j + 0.5) / Points;
            double deviation = Reach * priorScale * u * u;
            logs[j] = Math.Log(u) - (0.5 * Reach * Reach * u * u * u * u);
            for (int g = 0; g < groups.Count; g++)
            {
                (double log, moments[j, g].Mean, moments[j, g].Square) = Moments(groups[g], deviation);
                logs[j] += log;
            }
        }

        double most = logs.Max();
        double[] weights = Array.ConvertAll(logs, log => Math.Exp(log - most));
        double all = weights.Sum();
        var found = new (double, double)[groups.Count];
        for (int g = 0; g < found.Length; g++)
        {
            (double mean, double square) = (0, 0);
            for (int j = 0; j < Points; j++)
            {
                double weight = weights[j] / all;
                mean += weight * moments[j, g].Mean;
                square += weight * moments[j, g].Square;
            }

            found[g] = (mean, Math.Sqrt(Math.Max(0, square - (mean * mean))));
        }

        return found;
    }

    /// <summary>The logarithm of the chance of what was seen, and the first two moments of the shift.</summary>
    private static (double Log, double Mean, double Square) Moments(ShiftedRates group, double deviation)
    {
        (double mode, double precision) = group.Mode(deviation);
        double step = 1 / Math.Sqrt(precision);
        double top = Log(mode);
        (double sum, double first, double second) = (0, 0, 0);
        for (int k = -Steps; k <= Steps; k++)
        {
            double shift = mode + (k * step);
            double weight = Math.Exp(Log(shift) - top);
            sum += weight;
            first += weight * shift;
            second += weight * shift * shift;
        }

        return (top + Math.Log(sum * step / deviation), first / sum, second / sum);

        double Log(double shift) => group.LogLikelihood(shift) - (shift * shift / (2 * deviation * deviation));
    }
}
