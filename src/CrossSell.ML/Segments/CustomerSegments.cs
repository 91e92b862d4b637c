using System.Globalization;
using CrossSell.Numerics;

namespace CrossSell.ML;

/// <summary>Divides customers into groups by a column, and says how likely each group is to buy.</summary>
/// <remarks>Thread-safe.</remarks>
public static class CustomerSegments
{
    /// <summary>A number with more different values than this is cut into bands.</summary>
    private const int MostValues = 12;

    private const string Unknown = "(unknown)";

    /// <summary>For each customer the name of their group: the level, the class, true or false, or for numbers of many values and for dates one of a few bands with about equally many customers.</summary>
    /// <param name="customers">The customers.</param>
    /// <param name="column">The column.</param>
    /// <param name="bands">How many bands, 2 or more.</param>
    /// <returns>One a row; customers of whom the value is not known are <c>(unknown)</c>.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bands"/> is below 2.</exception>
    public static IReadOnlyList<string> By(CustomerTable customers, string column, int bands = 5)
    {
        ArgumentNullException.ThrowIfNull(customers);
        ArgumentOutOfRangeException.ThrowIfLessThan(bands, 2);
        if (!customers.TryGetColumn(column, out CustomerColumn? found))
        {
            throw new ArgumentException($"There is no column '{column}'; the table has {string.Join(", ", customers.Columns.Take(20).Select(c => $"'{c.Name}'"))}.", nameof(column));
        }

        double[] known = [.. found.Numbers.ToArray().Where(number => !double.IsNaN(number)).Order()];
        bool asTheyAre = found.Kind is CustomerColumnKind.Categorical or CustomerColumnKind.Boolean || found.Levels.Count > 0 || known.Distinct().Take(MostValues + 1).Count() <= MostValues;
        if (asTheyAre)
        {
            return [.. Enumerable.Range(0, customers.Count).Select(row => found.Text(row) ?? Unknown)];
        }

        double[] starts = [.. Enumerable.Range(0, bands).Select(k => known[(int)((long)k * known.Length / bands)]).Distinct()];
        double[] ends = [.. starts.Select((_, k) => k + 1 < starts.Length ? known.Last(number => number < starts[k + 1]) : known[^1])];
        string[] names = [.. starts.Zip(ends, (start, end) => $"{Text(found, start)} to {Text(found, end)}")];
        return [.. found.Numbers.ToArray().Select(number => double.IsNaN(number) ? Unknown : names[Features.Field.Bin(starts, number) - 1])];
    }

    /// <summary>The mean probability of each group, and how many of it are expected to buy.</summary>
    /// <param name="probabilities">One a customer.</param>
    /// <param name="segments">For each customer the name of their group (<see cref="By"/>, or any other).</param>
    /// <param name="confidenceLevel">The probability with which a range covers, between 0 and 1.</param>
    /// <returns>The groups, the highest mean first; ties by name.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a number is no probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level is outside its range.</exception>
    public static IReadOnlyList<SegmentPropensity> Propensity(ReadOnlySpan<double> probabilities, IReadOnlyList<string> segments, double confidenceLevel = 0.95)
    {
        if (!(confidenceLevel > 0 && confidenceLevel < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidenceLevel), confidenceLevel, string.Create(CultureInfo.InvariantCulture, $"The level is {confidenceLevel}; it must lie between 0 and 1."));
        }

        double z = NormalDistribution.TwoSidedQuantile(confidenceLevel);
        return
        [
            .. Segments.GroupRows.Of(probabilities, segments).Select(group => One(group.Key, group.Value, z, confidenceLevel))
                .OrderByDescending(segment => segment.MeanProbability.Value).ThenBy(segment => segment.Name, StringComparer.Ordinal),
        ];
    }

    private static SegmentPropensity One(string name, List<(int Row, double Probability)> customers, double z, double level)
    {
        double[] p = [.. customers.Select(customer => customer.Probability)];
        double mean = p.Average();
        double reach = p.Length < 2 ? 1 : z * Math.Sqrt(p.Sum(v => (v - mean) * (v - mean)) / (p.Length - 1) / p.Length);
        (double lower, double upper) = Segments.PoissonBinomial.Range(p, level);
        return new SegmentPropensity(name, p.Length, new Interval(mean, Math.Max(0, mean - reach), Math.Min(1, mean + reach)), new Interval(p.Sum(), lower, upper));
    }

    private static string Text(CustomerColumn column, double number) => column.Kind == CustomerColumnKind.Date
        ? DateOnly.FromDayNumber((int)number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : number.ToString("0.####", CultureInfo.InvariantCulture);
}
