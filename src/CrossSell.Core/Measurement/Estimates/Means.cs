using System.Globalization;
using CrossSell.Measurement;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>Intervals of a mean and of the difference of two means, such as revenue a customer.</summary>
/// <remarks>Pure functions, thread-safe. Sums are taken in the order given.</remarks>
public static class Means
{
    /// <summary>The interval of a mean (Student 1908).</summary>
    /// <param name="values">Two or more, all finite.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">There are fewer than two values, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    public static Interval Of(ReadOnlySpan<double> values, double confidenceLevel = 0.95)
    {
        Proportions.RequireLevel(confidenceLevel);
        var sample = Sample.Of(values, nameof(values));
        double reach = sample.StandardErrorSquared == 0 ? 0
            : StudentDistribution.TwoSidedQuantile(confidenceLevel, sample.Count - 1) * Math.Sqrt(sample.StandardErrorSquared);
        return new Interval(sample.Mean, sample.Mean - reach, sample.Mean + reach);
    }

    /// <summary>The interval of the difference of two means, first less second, of groups whose spread may differ (Welch 1947).</summary>
    /// <param name="values">The first group: two or more, all finite.</param>
    /// <param name="others">The second group: two or more, all finite.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    /// <remarks>
    /// O(n). Purchases are mostly nothing and now and then a great sum: with few purchases in a group the interval covers the truth less often than it says;
    /// <see cref="DifferenceByBootstrap"/> beside it shows whether it does.
    /// </remarks>
    /// <exception cref="ArgumentException">A group has fewer than two values, or one is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    public static Interval Difference(ReadOnlySpan<double> values, ReadOnlySpan<double> others, double confidenceLevel = 0.95)
    {
        Proportions.RequireLevel(confidenceLevel);
        var first = Sample.Of(values, nameof(values));
        var second = Sample.Of(others, nameof(others));
        double squared = first.StandardErrorSquared + second.StandardErrorSquared;
        double difference = first.Mean - second.Mean;
        double reach = squared == 0 ? 0 : StudentDistribution.TwoSidedQuantile(confidenceLevel, Freedom(first, second)) * Math.Sqrt(squared);
        return new Interval(difference, difference - reach, difference + reach);
    }

    /// <summary>The chance of means at least as far apart, in either direction, when they are the same (Welch 1947).</summary>
    /// <param name="values">The first group: two or more, all finite.</param>
    /// <param name="others">The second group: two or more, all finite.</param>
    /// <returns>From 0 to 1; 1 when all values are the same, 0 when each group is and they differ.</returns>
    /// <exception cref="ArgumentException">A group has fewer than two values, or one is not finite.</exception>
    public static double PValue(ReadOnlySpan<double> values, ReadOnlySpan<double> others)
    {
        var first = Sample.Of(values, nameof(values));
        var second = Sample.Of(others, nameof(others));
        double squared = first.StandardErrorSquared + second.StandardErrorSquared;
        return squared == 0 ? (first.Mean == second.Mean ? 1 : 0) : StudentDistribution.TwoSidedTail((first.Mean - second.Mean) / Math.Sqrt(squared), Freedom(first, second));
    }

    /// <summary>The percentile interval of the difference of two means when the customers of each group are drawn again with replacement (Efron 1979).</summary>
    /// <param name="values">The first group: one or more, all finite.</param>
    /// <param name="others">The second group: one or more, all finite.</param>
    /// <param name="confidenceLevel">Between 0 and 1.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="draws">How often is drawn, at least 100.</param>
    /// <remarks>O(n + draws · values that are not 0): how many of the zeros are drawn is one number.</remarks>
    /// <exception cref="ArgumentException">A group is empty, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too few draws, or the level is outside its range.</exception>
    public static Interval DifferenceByBootstrap(
        ReadOnlySpan<double> values, ReadOnlySpan<double> others, double confidenceLevel = 0.95, ulong seed = 1, int draws = 1_000)
    {
        Proportions.RequireLevel(confidenceLevel);
        if (draws < 100)
        {
            throw new ArgumentOutOfRangeException(nameof(draws), draws, string.Create(CultureInfo.InvariantCulture, $"There are {draws} draws; at least 100 are needed."));
        }

        var first = new DrawnMean(values, nameof(values));
        var second = new DrawnMean(others, nameof(others));
        var stream = new SplitMix64(seed);
        double[] differences = new double[draws];
        for (int draw = 0; draw < draws; draw++)
        {
            differences[draw] = first.Draw(ref stream) - second.Draw(ref stream);
        }

        Array.Sort(differences);
        double tail = (1 - confidenceLevel) / 2;
        return new Interval(first.Mean - second.Mean, SortedValues.Quantile(differences, tail), SortedValues.Quantile(differences, 1 - tail));
    }

    // Welch and Satterthwaite's degrees of freedom.
    private static double Freedom(Sample first, Sample second)
    {
        double a = first.StandardErrorSquared;
        double b = second.StandardErrorSquared;
        return (a + b) * (a + b) / ((a * a / (first.Count - 1)) + (b * b / (second.Count - 1)));
    }
}
