using CrossSell.Potential;

namespace CrossSell;

/// <summary>What each segment could spend in each category, told by what its better customers spend; and which share of that each customer spends with us.</summary>
/// <remarks>
/// <para>
/// The potential is a quantile, the 75th percentile unless you say otherwise, of the spends above 0 in the cell of segment and category (Hyndman and Fan 1996, type 7).
/// A cell with few peers is drawn towards the category's quantile over all segments, one with very few is replaced by it. The interval rests on order statistics, whose ranks
/// the binomial distribution tells; it is that of the cell's own quantile, drawn in the same way.
/// </para>
/// <para>It says what customers like him spend with us. What they spend elsewhere nobody sees: where the better customers have a part of their business elsewhere, too, it is too low.</para>
/// <para>Immutable and thread-safe.</para>
/// </remarks>
public sealed class ShareOfWallet
{
    private readonly PotentialEstimate[] _cells;
    private readonly CustomerGroups _segments;

    private ShareOfWallet(PotentialEstimate[] cells, CustomerGroups segments, int categories)
    {
        _cells = cells;
        _segments = segments;
        CategoryCount = categories;
    }

    /// <summary>The number of categories.</summary>
    public int CategoryCount { get; }

    /// <summary>The segments.</summary>
    public IReadOnlyList<string> Segments => _segments.Names;

    /// <summary>Estimates the potential of every segment and category. O(customers · categories · log).</summary>
    /// <param name="segments">The customers' segments.</param>
    /// <param name="categories">The number of categories, 1 or more.</param>
    /// <param name="spend">What a customer spends in a category over the time that potentials are for; 0 or more, finite.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no category, or a spend is not a finite number of 0 or more.</exception>
    public static ShareOfWallet Of(CustomerGroups segments, int categories, CategoryFigure spend, WalletOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(spend);
        ArgumentOutOfRangeException.ThrowIfLessThan(categories, 1);
        options ??= new WalletOptions();
        PotentialChecks.ThrowIfInvalid(options.Validate(), nameof(options));
        var cells = new PotentialEstimate[segments.Names.Count * categories];
        Parallel.For(0, categories, k =>
        {
            List<double>[] spends = [.. segments.Names.Select(_ => new List<double>())];
            for (int c = 0; c < segments.Count; c++)
            {
                double spent = PotentialChecks.RequireFigure(spend(c, k), nameof(spend));
                if (spent > 0)
                {
                    spends[segments.Codes[c]].Add(spent);
                }
            }

            PotentialCell all = PotentialCell.Of([.. spends.SelectMany(s => s)], options);
            for (int s = 0; s < spends.Length; s++)
            {
                cells[(s * categories) + k] = PotentialCell.Of([.. spends[s]], options).DrawnTo(all, options);
            }
        });
        return new ShareOfWallet(cells, segments, categories);
    }

    /// <summary>What the customers of a segment could spend in a category.</summary>
    /// <param name="segment">The segment's place in <see cref="Segments"/>.</param>
    /// <param name="category">The category's place.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such segment or category.</exception>
    public PotentialEstimate PotentialOf(int segment, int category)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)segment, (uint)Segments.Count, nameof(segment));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)category, (uint)CategoryCount, nameof(category));
        return _cells[(segment * CategoryCount) + category];
    }

    /// <summary>The share of his potential in some categories that a customer spends with us, from 0 to 1: who spends more than the potential has 1 there. NaN when there is none.</summary>
    /// <param name="customer">The customer's place.</param>
    /// <param name="spend">What he spends in a category; the same figure that the potential was estimated from.</param>
    /// <param name="given">His potential in a category where it is known; NaN where it is not, and then the estimate stands. Null when none is known.</param>
    /// <param name="isRelevant">Whether a category is for him; null when all are.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer, or a figure is out of range.</exception>
    public double ShareOf(int customer, CategoryFigure spend, CategoryFigure? given = null, CategoryRelevance? isRelevant = null)
    {
        ArgumentNullException.ThrowIfNull(spend);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)customer, (uint)_segments.Count, nameof(customer));
        (double actual, double potential) = (0, 0);
        for (int k = 0; k < CategoryCount; k++)
        {
            double known = given?.Invoke(customer, k) ?? double.NaN;
            double could = double.IsNaN(known) ? PotentialOf(_segments.Codes[customer], k).Potential : PotentialChecks.RequireFigure(known, nameof(given));
            if (could > 0 && (isRelevant is null || isRelevant(customer, k)))
            {
                potential += could;
                actual += Math.Min(could, PotentialChecks.RequireFigure(spend(customer, k), nameof(spend)));
            }
        }

        return potential > 0 ? actual / potential : double.NaN;
    }
}
