using System.Globalization;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>Intervals of shares, of their difference and of their ratio, that keep their promise for small shares too.</summary>
/// <remarks>Pure functions, O(1), thread-safe.</remarks>
public static class Proportions
{
    /// <summary>The interval of a share (Wilson 1927, the score interval).</summary>
    /// <param name="hits">How many did, from 0 to <paramref name="count"/>.</param>
    /// <param name="count">Of how many, 1 or more.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    /// <returns>Within 0 and 1; the value is hits / count.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Interval Wilson(long hits, long count, double confidenceLevel = 0.95)
    {
        RequireCounts(hits, count, nameof(hits));
        RequireLevel(confidenceLevel);
        double z = NormalDistribution.TwoSidedQuantile(confidenceLevel);
        double n = count;
        double p = hits / n;
        double z2 = z * z;
        double centre = (p + (z2 / (2 * n))) / (1 + (z2 / n));
        double reach = z / (1 + (z2 / n)) * Math.Sqrt((p * (1 - p) / n) + (z2 / (4 * n * n)));

        // At the ends the formula gives the end itself, but for the last digits.
        return new Interval(p, hits == 0 ? 0 : Math.Max(0, centre - reach), hits == count ? 1 : Math.Min(1, centre + reach));
    }

    /// <summary>The interval of the difference of two independent shares, first less second (Newcombe 1998, method 10: Wilson's intervals combined).</summary>
    /// <param name="hits">How many did in the first group.</param>
    /// <param name="count">Of how many, 1 or more.</param>
    /// <param name="otherHits">How many did in the second group.</param>
    /// <param name="otherCount">Of how many, 1 or more.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    /// <returns>Within -1 and 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Interval Difference(long hits, long count, long otherHits, long otherCount, double confidenceLevel = 0.95)
    {
        Interval first = Wilson(hits, count, confidenceLevel);
        Interval second = Wilson(otherHits, otherCount, confidenceLevel);
        double difference = first.Value - second.Value;
        double below = Hypotenuse(first.Value - first.Lower, second.Upper - second.Value);
        double above = Hypotenuse(first.Upper - first.Value, second.Value - second.Lower);
        return new Interval(difference, difference - below, difference + above);
    }

    /// <summary>The interval of the ratio of two independent shares, first over second (Katz et al. 1978, on the logarithm).</summary>
    /// <param name="hits">How many did in the first group.</param>
    /// <param name="count">Of how many, 1 or more.</param>
    /// <param name="otherHits">How many did in the second group.</param>
    /// <param name="otherCount">Of how many, 1 or more.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    /// <returns>Null when either group has no hit: a ratio with 0 has no interval on the logarithm.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Interval? Ratio(long hits, long count, long otherHits, long otherCount, double confidenceLevel = 0.95)
    {
        RequireCounts(hits, count, nameof(hits));
        RequireCounts(otherHits, otherCount, nameof(otherHits));
        RequireLevel(confidenceLevel);
        if (hits == 0 || otherHits == 0)
        {
            return null;
        }

        double ratio = (double)hits / count / ((double)otherHits / otherCount);
        double error = Math.Sqrt((1.0 / hits) - (1.0 / count) + (1.0 / otherHits) - (1.0 / otherCount));
        double reach = Math.Exp(NormalDistribution.TwoSidedQuantile(confidenceLevel) * error);
        return new Interval(ratio, ratio / reach, ratio * reach);
    }

    /// <summary>The chance of a difference at least as great, in either direction, when both groups do it alike: the score test, Pearson's chi-squared without correction.</summary>
    /// <param name="hits">How many did in the first group.</param>
    /// <param name="count">Of how many, 1 or more.</param>
    /// <param name="otherHits">How many did in the second group.</param>
    /// <param name="otherCount">Of how many, 1 or more.</param>
    /// <returns>From 0 to 1; 1 when nobody did, or everybody.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static double PValue(long hits, long count, long otherHits, long otherCount)
    {
        RequireCounts(hits, count, nameof(hits));
        RequireCounts(otherHits, otherCount, nameof(otherHits));
        double pooled = (double)(hits + otherHits) / (count + otherCount);
        double variance = pooled * (1 - pooled) * ((1.0 / count) + (1.0 / otherCount));
        return variance == 0 ? 1 : NormalDistribution.TwoSidedTail((((double)hits / count) - ((double)otherHits / otherCount)) / Math.Sqrt(variance));
    }

    internal static void RequireLevel(double confidenceLevel)
    {
        if (!(confidenceLevel > 0 && confidenceLevel < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(confidenceLevel), confidenceLevel, string.Create(CultureInfo.InvariantCulture, $"The level is {confidenceLevel}; it must lie between 0 and 1."));
        }
    }

    private static void RequireCounts(long hits, long count, string name)
    {
        if (count < 1 || hits < 0 || hits > count)
        {
            throw new ArgumentOutOfRangeException(
                name, hits, string.Create(CultureInfo.InvariantCulture, $"{hits} of {count}: there must be 1 or more in a group, and from 0 to all of them hits."));
        }
    }

    private static double Hypotenuse(double a, double b) => Math.Sqrt((a * a) + (b * b));
}
