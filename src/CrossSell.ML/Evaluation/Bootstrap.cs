using System.Globalization;
using System.Runtime.InteropServices;
using CrossSell.ML.Evaluation;
using CrossSell.Numerics;

namespace CrossSell.ML;

/// <summary>Percentile intervals by drawing the customers again with replacement (Efron 1979).</summary>
/// <remarks>Thread-safe. The same seed gives the same interval.</remarks>
public static class Bootstrap
{
    /// <summary>An interval for one measure of a report.</summary>
    /// <param name="probabilities">One a customer.</param>
    /// <param name="labels">For each customer whether they bought.</param>
    /// <param name="measure">What is read from a report, such as <c>r => r.Auc</c>; draws in which it is undefined are left out.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="draws">How often is drawn, at least 100; each costs O(n).</param>
    /// <param name="confidenceLevel">The probability with which the interval covers, between 0 and 1.</param>
    /// <returns>Null when the measure is undefined on the customers as they are.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no customers, or a number is no probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are too few draws, or the level is outside its range.</exception>
    public static Interval? Of(
        ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> labels, Func<PropensityReport, double?> measure, ulong seed = 1, int draws = 500, double confidenceLevel = 0.95)
    {
        ArgumentNullException.ThrowIfNull(measure);
        return Of(probabilities, labels, [], [measure], seed, draws, confidenceLevel)[0];
    }

    /// <summary>Intervals for several measures of a report, all from the same draws.</summary>
    /// <param name="probabilities">One a customer.</param>
    /// <param name="labels">For each customer whether they bought.</param>
    /// <param name="weights">For each customer how often they count; empty for once each. Customers are drawn with equal chances and keep their weight.</param>
    /// <param name="measures">What is read from a report; draws in which one is undefined are left out for it.</param>
    /// <param name="seed">Decides the draws.</param>
    /// <param name="draws">How often is drawn, at least 100; each costs O(n).</param>
    /// <param name="confidenceLevel">The probability with which an interval covers, between 0 and 1.</param>
    /// <returns>One a measure, null where it is undefined on the customers as they are.</returns>
    /// <inheritdoc cref="Of(ReadOnlySpan{double}, ReadOnlySpan{bool}, Func{PropensityReport, double?}, ulong, int, double)" path="/exception"/>
    public static IReadOnlyList<Interval?> Of(
        ReadOnlySpan<double> probabilities,
        ReadOnlySpan<bool> labels,
        ReadOnlySpan<double> weights,
        IReadOnlyList<Func<PropensityReport, double?>> measures,
        ulong seed = 1,
        int draws = 500,
        double confidenceLevel = 0.95)
    {
        ArgumentNullException.ThrowIfNull(measures);
        if (draws < 100)
        {
            throw new ArgumentOutOfRangeException(nameof(draws), draws, string.Create(CultureInfo.InvariantCulture, $"There are {draws} draws; at least 100 are needed."));
        }

        if (!(confidenceLevel > 0 && confidenceLevel < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidenceLevel), confidenceLevel, string.Create(CultureInfo.InvariantCulture, $"The level is {confidenceLevel}; it must lie between 0 and 1."));
        }

        var report = PropensityReport.Of(probabilities, labels, weights);
        var customers = RankedCustomers.Of(probabilities, labels, weights);
        List<double>[] values = [.. measures.Select(_ => new List<double>(draws))];
        double[] drawn = new double[labels.Length];
        var stream = new SplitMix64(seed);
        for (int draw = 0; draw < draws; draw++)
        {
            Array.Clear(drawn);
            for (int i = 0; i < drawn.Length; i++)
            {
                int place = (int)(stream.Next() % (ulong)drawn.Length);
                drawn[place] += customers.Weights[place];
            }

            var again = PropensityReport.Of(customers, drawn);
            for (int m = 0; m < values.Length; m++)
            {
                if (measures[m](again) is double value)
                {
                    values[m].Add(value);
                }
            }
        }

        double tail = (1 - confidenceLevel) / 2;
        return [.. measures.Select((measure, m) => measure(report) is double value && values[m].Count > 0 ? Around(value, values[m], tail) : null)];
    }

    private static Interval Around(double value, List<double> drawn, double tail)
    {
        drawn.Sort();
        ReadOnlySpan<double> sorted = CollectionsMarshal.AsSpan(drawn);
        return new Interval(value, SortedValues.Quantile(sorted, tail), SortedValues.Quantile(sorted, 1 - tail));
    }
}
