using System.Globalization;
using CrossSell.Measurement;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>What cross-selling may bring: the sum of probability times margin over the gaps that can be reached, with an interval, by product and segment.</summary>
/// <remarks>
/// <para>
/// What is uncertain is by how much all probabilities of a product are too high or too low together: that factor is gamma distributed around 1 by the belief of
/// <see cref="ProjectionOptions.PriorPurchases"/> purchases, and after a record of B purchases where E were expected has the shape prior + B and the rate prior + E. Sums over
/// products take the gamma distribution with their mean and variance; products err independently. The chance of a single customer's yes or no is not part of it.
/// </para>
/// <para>
/// A measured incremental share multiplies everything, with its own uncertainty; where it may be below zero, the interval is a normal one and may be, too. A raw answer rate
/// is never taken for it.
/// </para>
/// <para>Immutable.</para>
/// </remarks>
public sealed class RevenueProjection
{
    private RevenueProjection(ProjectionRow total, IReadOnlyList<ProjectionRow> products, IReadOnlyList<ProjectionRow> segments, bool isIncremental)
    {
        Total = total;
        Products = products;
        Segments = segments;
        IsIncremental = isIncremental;
    }

    /// <summary>Everything.</summary>
    public ProjectionRow Total { get; }

    /// <summary>By product, the greatest margin first; ties by id.</summary>
    public IReadOnlyList<ProjectionRow> Products { get; }

    /// <summary>By segment, the greatest margin first; ties by name.</summary>
    public IReadOnlyList<ProjectionRow> Segments { get; }

    /// <summary>Whether the figures are what offering adds, by a measured share; else what will be bought, by itself or not.</summary>
    public bool IsIncremental { get; }

    /// <summary>Projects. One pass, O(gaps), memory for products times segments.</summary>
    /// <param name="gaps">The gaps that can be reached.</param>
    /// <param name="options">Null for the defaults: no records, nothing measured.</param>
    /// <exception cref="ArgumentException">A gap is outside its ranges, or the options cannot be used; the message says which.</exception>
    public static RevenueProjection Of(IEnumerable<ProjectedGap> gaps, ProjectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(gaps);
        options ??= new ProjectionOptions();
        if (options.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        var cells = new SortedDictionary<(string Product, string Segment), GapSum>(Comparer<(string, string)>.Create(static (a, b) =>
            string.CompareOrdinal(a.Item1, b.Item1) is var order and not 0 ? order : string.CompareOrdinal(a.Item2, b.Item2)));
        foreach (ProjectedGap gap in gaps)
        {
            if (gap.Propensity is not (>= 0 and <= 1) || !(gap.Margin >= 0) || !double.IsFinite(gap.Margin))
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A gap is {gap}; the propensity must be from 0 to 1, the margin 0 or more and finite."), nameof(gaps));
            }

            (string, string) key = (gap.Product.Value, gap.Segment ?? "");
            cells[key] = cells.GetValueOrDefault(key).Plus(gap);
        }

        var error = new ProjectionError(options);
        return new RevenueProjection(
            error.Row("", cells.Select(cell => (cell.Key.Product, cell.Value))),
            Rows(cells.GroupBy(cell => cell.Key.Product, StringComparer.Ordinal)), Rows(cells.GroupBy(cell => cell.Key.Segment, StringComparer.Ordinal)), options.IncrementalShare is not null);

        IReadOnlyList<ProjectionRow> Rows(IEnumerable<IGrouping<string, KeyValuePair<(string Product, string Segment), GapSum>>> groups) =>
        [
            .. groups.Select(group => error.Row(group.Key, group.Select(cell => (cell.Key.Product, cell.Value))))
                .OrderByDescending(row => row.Margin.Value).ThenBy(row => row.Name, StringComparer.Ordinal),
        ];
    }
}
