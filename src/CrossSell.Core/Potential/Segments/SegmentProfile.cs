using System.Globalization;
using CrossSell.Potential;

namespace CrossSell;

/// <summary>What a segment is like and how to address it.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Coverage">How many customers it has and how far their potential is covered.</param>
/// <param name="Share">Its share of all customers, from 0 to 1; NaN when there are none at all.</param>
/// <param name="MeanValue">The mean value of its customers, as of <c>CustomerValueModel</c>; NaN when none is known.</param>
/// <param name="Outlook">The categories with gaps, the greatest expected margin first; ties in the order of the categories.</param>
/// <param name="Channels">The channels, the best first by <see cref="ChannelRate.Rate"/>; ties ordinal. Empty when no contact is known.</param>
public sealed record SegmentProfile(CoverageRow Coverage, double Share, double MeanValue, IReadOnlyList<CategoryOutlook> Outlook, IReadOnlyList<ChannelRate> Channels)
{
    private const double Prior = 20;

    /// <summary>The segment's name.</summary>
    public string Name => Coverage.Group;

    /// <summary>Looks at each segment, and at all customers in a last row. O(customers · categories + contacts).</summary>
    /// <param name="segments">The customers' segments, by rules or as given.</param>
    /// <param name="space">What they have and lack.</param>
    /// <param name="values">For each customer what he is worth, NaN where it is not known; empty when nobody knows.</param>
    /// <param name="contacts">The contacts so far; null when none is known.</param>
    /// <param name="goal">The coverage wanted; above 0, at most 1. Default: 0.8.</param>
    /// <param name="confidenceLevel">The probability with which the intervals of the channels cover. Default: 0.95. Strictly between 0 and 1.</param>
    /// <exception cref="ArgumentException">There are not as many grouped customers or values as customers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The goal or the level is out of range, or a contact names no customer.</exception>
    public static IReadOnlyList<SegmentProfile> Of(
        CustomerGroups segments, WhiteSpace space, ReadOnlySpan<double> values = default, IEnumerable<ChannelContact>? contacts = null, double goal = 0.8, double confidenceLevel = 0.95)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(space);
        if (!(confidenceLevel > 0 && confidenceLevel < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidenceLevel), confidenceLevel, "The level must lie between 0 and 1, such as 0.95.");
        }

        PotentialChecks.RequireCount(values.Length == 0 ? segments.Count : values.Length, segments.Count, nameof(values));
        IReadOnlyList<CoverageRow> coverage = space.Coverage(segments, goal: goal);
        SegmentSums[] sums = [.. coverage.Select(_ => new SegmentSums(space.Categories.Count))];
        for (int c = 0; c < segments.Count; c++)
        {
            IReadOnlyList<Gap> gaps = space.GapsOf(c);
            foreach (SegmentSums sum in new[] { sums[segments.Codes[c]], sums[^1] })
            {
                sum.Add(values.Length == 0 ? double.NaN : values[c], gaps);
            }
        }

        foreach (ChannelContact contact in contacts ?? [])
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)contact.Customer, (uint)segments.Count, nameof(contacts));
            sums[segments.Codes[contact.Customer]].Add(contact);
            sums[^1].Add(contact);
        }

        double z = Math.Sqrt(2 * Numerics.GammaFunctions.Quantile(confidenceLevel, 0.5));
        return [.. coverage.Select((row, s) => new SegmentProfile(row, row.Customers / (double)segments.Count, sums[s].MeanValue, sums[s].Outlook(), sums[s].Channels(sums[^1], Prior, z)))];
    }

    /// <summary>How to address the segment in a sentence or two: German for <c>de</c> and its regions, English for every other culture.</summary>
    /// <param name="culture">The reader's culture.</param>
    /// <param name="categories">The categories' names, as of the white space.</param>
    /// <param name="mostCategories">How many categories are named. Default: 3. At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostCategories"/> is below 1.</exception>
    public string Describe(CultureInfo culture, IReadOnlyList<string> categories, int mostCategories = 3)
    {
        ArgumentNullException.ThrowIfNull(culture);
        ArgumentNullException.ThrowIfNull(categories);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostCategories, 1);
        return SegmentProfileText.Of(this, culture, categories, mostCategories);
    }
}
