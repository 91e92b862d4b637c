using System.Globalization;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>What a campaign of a given size can find out, before it starts.</summary>
/// <remarks>Two groups, shares compared by the score test on two sides; the normal approximation of Fleiss, Levin and Paik 2003, section 4.2. Pure functions, thread-safe.</remarks>
public static class CampaignPower
{
    /// <summary>The chance that the test finds a difference that is there.</summary>
    /// <param name="treatedRate">The share that answers when contacted, between 0 and 1.</param>
    /// <param name="controlRate">The share that answers all the same, between 0 and 1.</param>
    /// <param name="treated">Customers contacted, 1 or more.</param>
    /// <param name="control">Customers of the control group, 1 or more.</param>
    /// <param name="alpha">The chance taken of finding a difference that is not there, between 0 and 1.</param>
    /// <returns>From alpha, where the shares are the same, to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double Of(double treatedRate, double controlRate, long treated, long control, double alpha = 0.05)
    {
        RequireShare(treatedRate, nameof(treatedRate));
        RequireShare(controlRate, nameof(controlRate));
        RequireSizes(treated, control, alpha);
        double z = NormalDistribution.TwoSidedQuantile(1 - alpha);
        double pooled = ((treated * treatedRate) + (control * controlRate)) / (treated + control);
        double same = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / treated) + (1.0 / control)));
        double apart = Math.Sqrt((treatedRate * (1 - treatedRate) / treated) + (controlRate * (1 - controlRate) / control));
        double difference = Math.Abs(treatedRate - controlRate);
        return NormalDistribution.Cumulative((difference - (z * same)) / apart) + NormalDistribution.Cumulative((-difference - (z * same)) / apart);
    }

    /// <summary>The smallest rise over the control group's share that is found with the wanted chance.</summary>
    /// <param name="controlRate">The share that answers all the same, between 0 and 1.</param>
    /// <param name="treated">Customers contacted, 1 or more.</param>
    /// <param name="control">Customers of the control group, 1 or more.</param>
    /// <param name="power">The wanted chance, between alpha and 1.</param>
    /// <param name="alpha">The chance taken of finding a difference that is not there, between 0 and 1.</param>
    /// <returns>A difference of shares; null when not even a share of 1 would be found so surely.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double? MinimumDetectableEffect(double controlRate, long treated, long control, double power = 0.8, double alpha = 0.05)
    {
        RequireShare(controlRate, nameof(controlRate));
        RequireSizes(treated, control, alpha);
        if (!(power > alpha && power < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, string.Create(CultureInfo.InvariantCulture, $"power is {power}; it must lie between alpha, {alpha}, and 1."));
        }

        double low = 0;
        double high = (1 - controlRate) * (1 - 1e-9);
        if (Of(controlRate + high, controlRate, treated, control, alpha) < power)
        {
            return null;
        }

        for (int i = 0; i < 60; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = Of(controlRate + middle, controlRate, treated, control, alpha) < power ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>How many customers are needed in all to find a difference with the wanted chance.</summary>
    /// <param name="treatedRate">The share that answers when contacted, between 0 and 1.</param>
    /// <param name="controlRate">The share that answers all the same, between 0 and 1, another one.</param>
    /// <param name="controlShare">The share of customers in the control group, between 0 and 1.</param>
    /// <param name="power">The wanted chance, between alpha and 1.</param>
    /// <param name="alpha">The chance taken of finding a difference that is not there, between 0 and 1.</param>
    /// <returns>Two or more; <see cref="long.MaxValue"/> when a thousand million millions are too few.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range, or the rates are the same.</exception>
    public static long CustomersNeeded(double treatedRate, double controlRate, double controlShare = 0.1, double power = 0.8, double alpha = 0.05)
    {
        RequireShare(controlShare, nameof(controlShare));
        if (treatedRate == controlRate)
        {
            throw new ArgumentOutOfRangeException(nameof(treatedRate), treatedRate, "The rates are the same; no number of customers shows a difference.");
        }

        if (!(power > alpha && power < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(power), power, string.Create(CultureInfo.InvariantCulture, $"power is {power}; it must lie between alpha, {alpha}, and 1."));
        }

        double At(long customers)
        {
            long control = Math.Max(1, (long)Math.Round(customers * controlShare));
            return Of(treatedRate, controlRate, Math.Max(1, customers - control), control, alpha);
        }

        long high = 2;
        while (At(high) < power)
        {
            if (high > 1_000_000_000_000_000)
            {
                return long.MaxValue;
            }

            high *= 2;
        }

        long low = high / 2;
        while (high - low > 1)
        {
            long middle = low + ((high - low) / 2);
            (low, high) = At(middle) < power ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static void RequireShare(double share, string name)
    {
        if (!(share > 0 && share < 1))
        {
            throw new ArgumentOutOfRangeException(name, share, string.Create(CultureInfo.InvariantCulture, $"{name} is {share}; it must lie between 0 and 1."));
        }
    }

    private static void RequireSizes(long treated, long control, double alpha)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(treated, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(control, 1);
        RequireShare(alpha, nameof(alpha));
    }
}
