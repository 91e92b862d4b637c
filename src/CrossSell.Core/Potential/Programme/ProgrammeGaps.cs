using CrossSell.Potential;

namespace CrossSell;

/// <summary>
/// Programme gaps: how widely each product is owned, overall, by seller and by segment, against what a model or customers like these lead to expect; what was never
/// offered; and which margin is at stake.
/// </summary>
/// <remarks>
/// <para>
/// Expected is the sum of the model's probabilities, or by indirect standardization the rate of the same peers among everybody else's customers, so a seller is judged
/// by the customers he has. What was seen is drawn towards it: a group's odds of owning are e^shift times the expected ones, shifts are normal with a deviation that all groups
/// of the product tell together. So a seller of ten customers who lacks two sales is no gap, and one of a thousand who lacks two hundred is. The stake is (expected - level) ·
/// margin; it says what would be there, not what a campaign would bring. docs/potential.md states the formulas.
/// </para>
/// <para>Immutable and thread-safe. The same for any number of threads.</para>
/// </remarks>
public sealed class ProgrammeGaps
{
    private const int TopProducts = 3;

    private ProgrammeGaps(ProductCatalog catalog, ProductGap[] products, ProgrammeCell[] sellers, ProgrammeCell[] segments, ProgrammeBreadth[] breadth)
    {
        Catalog = catalog;
        Products = products;
        Sellers = sellers;
        Segments = segments;
        Breadth = breadth;
    }

    /// <summary>The catalogue.</summary>
    public ProductCatalog Catalog { get; }

    /// <summary>Every product, the greatest margin at stake first; then those whose stake cannot be told by missing owners, then the rest in the catalogue's order.</summary>
    public IReadOnlyList<ProductGap> Products { get; }

    /// <summary>Every product at every seller, in the order of the catalogue, then of the sellers' names; empty without sellers.</summary>
    public IReadOnlyList<ProgrammeCell> Sellers { get; }

    /// <summary>Every product in every segment, in the same order; empty without segments.</summary>
    public IReadOnlyList<ProgrammeCell> Segments { get; }

    /// <summary>How much of the programme each seller sells, and in a last row named <c>all</c> the house.</summary>
    public IReadOnlyList<ProgrammeBreadth> Breadth { get; }

    /// <summary>The products that were never offered to anybody who could have them, in the catalogue's order; empty when nobody knows what was offered.</summary>
    public IEnumerable<Product> NeverOffered => Products.Where(p => p.Whole.IsNeverOffered).Select(p => p.Product).Order().Select(p => Catalog[p]);

    /// <summary>Works the gaps out. O(customers · products).</summary>
    /// <param name="history">The purchases; later ones than <paramref name="at"/> are left out. Times are taken as UTC.</param>
    /// <param name="catalog">The programme.</param>
    /// <param name="at">The instant of looking.</param>
    /// <param name="options">What else is known; null for nothing.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">An option is out of range, groups are not one for each customer, or a probability is none.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ProgrammeGaps Of(PurchaseHistory history, ProductCatalog catalog, DateTimeOffset at, ProgrammeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(catalog);
        options ??= new ProgrammeOptions();
        PotentialChecks.ThrowIfInvalid(options.Validate(), nameof(options));
        int customers = history.Customers.Count;
        foreach ((CustomerGroups? groups, string name) in new[] { (options.Sellers, nameof(options.Sellers)), (options.Segments, nameof(options.Segments)), (options.Peers, nameof(options.Peers)) })
        {
            PotentialChecks.RequireCount(groups?.Count ?? customers, customers, name);
        }

        var known = ProductOwners.Of(history, catalog, at, options);
        var cells = new ProductCells(customers, catalog, known, options);
        var found = new (ProductGap Gap, ProgrammeCell[] Sellers, ProgrammeCell[] Segments)[catalog.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        PotentialChecks.Unwrapped(() => Parallel.For(0, found.Length, parallel, p => found[p] = cells.Of(p)));
        ProductGap[] ranked = [.. found.Select(f => f.Gap).OrderByDescending(g => Known(g.Stake)).ThenByDescending(g => Known(g.Missing)).ThenBy(g => g.Product)];
        ProgrammeCell[] wholes = [.. found.Select(f => f.Gap.Whole)];
        ProgrammeCell[] sellers = [.. found.SelectMany(f => f.Sellers)];
        ILookup<string, ProgrammeCell> bySeller = sellers.ToLookup(c => c.Group, StringComparer.Ordinal);
        ProgrammeBreadth[] breadth =
        [
            .. (options.Sellers?.Names ?? []).Select((name, g) => BreadthOf(name, options.Sellers!.Codes.Count(g), [.. bySeller[name]])),
            BreadthOf("all", customers, wholes),
        ];
        return new ProgrammeGaps(catalog, ranked, sellers, [.. found.SelectMany(f => f.Segments)], breadth);
    }

    /// <summary>Whose customer each one is: the seller of the latest purchase that names one, as of an instant. O(rows).</summary>
    /// <param name="history">The purchases. A row without a time is the earliest.</param>
    /// <param name="at">Later purchases do not count.</param>
    /// <param name="none">The name of the group of those to whom nobody has sold. Default: <c>none</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="none"/> is null or empty.</exception>
    public static CustomerGroups SellersOf(PurchaseHistory history, DateTimeOffset at, string none = "none")
    {
        ArgumentNullException.ThrowIfNull(history);
        return CustomerGroups.Of(
            Enumerable.Range(0, history.Customers.Count).Select(c =>
            {
                (int start, int length) = history.RowsOf(c).GetOffsetAndLength(history.Count);
                for (int row = start + length - 1; row >= start; row--)
                {
                    if (history.SellerOf(row) is { } seller && !(history.TimeOf(row) > at.UtcDateTime))
                    {
                        return seller;
                    }
                }

                return null;
            }),
            none);
    }

    private static ProgrammeBreadth BreadthOf(string group, int customers, IReadOnlyList<ProgrammeCell> cells)
    {
        double all = cells.Sum(c => (double)c.Owners);
        double squares = cells.Sum(c => (double)c.Owners * c.Owners);
        double top = cells.Select(c => (double)c.Owners).OrderDescending().Take(TopProducts).Sum();
        int? offered = cells.Any(c => c.Offered is null) ? null : cells.Count(c => c.Offered > 0);
        return new ProgrammeBreadth(group, customers, cells.Count(c => c.Owners > 0), offered, all > 0 ? all * all / squares : double.NaN, all > 0 ? top / all : double.NaN);
    }

    private static double Known(double figure) => double.IsNaN(figure) ? double.NegativeInfinity : figure;
}
