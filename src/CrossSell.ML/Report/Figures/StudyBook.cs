namespace CrossSell.ML.Report;

/// <summary>What is looked at: the purchases up to an instant, the products, and how they fall into categories that a person can survey.</summary>
internal sealed class StudyBook
{
    /// <summary>More categories than this nobody surveys on a page.</summary>
    public const int MostCategories = 40;

    private readonly Dictionary<string, int> _places;

    public StudyBook(PurchaseHistory history, ProductCatalog? catalog, PotentialReportOptions options)
    {
        if (history.Customers.Count == 0)
        {
            throw new ArgumentException("The history names no customers, so there is no potential of customers to report.", nameof(history));
        }

        LastRow = history.LastTime;
        AsOf = options.AsOf ?? history.LastTime;
        History = AsOf is { } asOf && history.LastTime > asOf ? history.Before(asOf.AddTicks(1)) : history;
        LaterRows = history.Count - History.Count;
        IsListed = catalog is { Count: > 0 };
        Buyers = CountBuyers(History);
        Catalog = IsListed ? catalog! : Named(History);
        UnknownProducts = History.Products.Count(id => !Catalog.TryGet(new ProductId(id), out _));
        HasCategories = Catalog.Any(p => p.Category is not null);
        if (!HasCategories)
        {
            Catalog = new ProductCatalog(Catalog.Select(p => p with { Category = p.Id.Value }), Catalog.Relations, []);
        }

        (Categories, AllCategories) = Choose();
        CategoryOf = [.. Catalog.Select(p => CategoryPlace(p))];
        _places = Catalog.Select((p, i) => (p.Id.Value, i)).ToDictionary(p => p.Value, p => p.i, StringComparer.Ordinal);
        CatalogOf = [.. History.Products.Select(id => _places.GetValueOrDefault(id, -1))];
        At = new DateTimeOffset(DateTime.SpecifyKind(AsOf ?? Catalog.Max(p => p.AvailableFrom)?.UtcDateTime ?? DateTime.UnixEpoch, DateTimeKind.Utc));
    }

    public PurchaseHistory History { get; }

    /// <summary>The products; those of the purchases where no catalogue was given.</summary>
    public ProductCatalog Catalog { get; }

    /// <summary>Whether a catalogue was given.</summary>
    public bool IsListed { get; }

    /// <summary>Whether the catalogue names categories; otherwise each product is one of its own.</summary>
    public bool HasCategories { get; }

    public IReadOnlyList<string> Categories { get; }

    /// <summary>How many categories there would have been.</summary>
    public int AllCategories { get; }

    /// <summary>For each product of the catalogue the place of its category; -1 for none.</summary>
    public int[] CategoryOf { get; }

    /// <summary>For each product of the history its place in the catalogue; -1 for none.</summary>
    public int[] CatalogOf { get; }

    /// <summary>For each product of the history how many customers ever bought it.</summary>
    public int[] Buyers { get; }

    /// <summary>What is now; null when the purchases have no times and none was given.</summary>
    public DateTime? AsOf { get; }

    public DateTimeOffset At { get; }

    public DateTime? LastRow { get; }

    /// <summary>How many purchases are later than now.</summary>
    public int LaterRows { get; }

    /// <summary>Products that were bought and that the catalogue does not list.</summary>
    public int UnknownProducts { get; }

    public int Customers => History.Customers.Count;

    public bool HasTimes => History.LastTime is not null;

    /// <summary>A product's place in the catalogue; -1 for none.</summary>
    public int PlaceOf(ProductId id) => _places.GetValueOrDefault(id.Value, -1);

    /// <summary>A category's name for a reader.</summary>
    public string NameOfCategory(int category, ReportLanguage language) =>
        !HasCategories && Catalog.TryGet(new ProductId(Categories[category]), out Product? product) ? language.NameOf(product) : Categories[category];

    private static int[] CountBuyers(PurchaseHistory history)
    {
        var buyers = new int[history.Products.Count];
        var last = new int[history.Products.Count];
        Array.Fill(last, -1);
        for (int c = 0; c < history.Customers.Count; c++)
        {
            (int start, int length) = history.RowsOf(c).GetOffsetAndLength(history.Count);
            foreach (int product in history.ProductOfRow.Slice(start, length))
            {
                buyers[product] += last[product] == c ? 0 : 1;
                last[product] = c;
            }
        }

        return buyers;
    }

    private static ProductCatalog Named(PurchaseHistory history) => new(history.Products.Select(id => new Product { Id = new ProductId(id) }));

    private int CategoryPlace(Product product)
    {
        foreach (string category in Catalog.CategoryPath(product.Category))
        {
            for (int k = 0; k < Categories.Count; k++)
            {
                if (string.Equals(Categories[k], category, StringComparison.Ordinal))
                {
                    return k;
                }
            }
        }

        return -1;
    }

    // The narrow categories if a page holds them, else the widest ones, else those with the most buyers.
    private (string[] Names, int All) Choose()
    {
        string[] narrow = [.. Catalog.Select(p => p.Category).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string[] wide = narrow.Length <= MostCategories ? narrow
            : [.. Catalog.Where(p => p.Category is not null).Select(p => Catalog.CategoryPath(p.Category).Last()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (wide.Length <= MostCategories)
        {
            return (wide, wide.Length);
        }

        var weight = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int p = 0; p < History.Products.Count; p++)
        {
            if (Catalog.TryGet(new ProductId(History.Products[p]), out Product? product) && product.Category is not null)
            {
                string top = Catalog.CategoryPath(product.Category).Last();
                weight[top] = weight.GetValueOrDefault(top) + Buyers[p];
            }
        }

        string[] most = [.. wide.OrderByDescending(c => weight.GetValueOrDefault(c)).ThenBy(c => c, StringComparer.Ordinal).Take(MostCategories).Order(StringComparer.Ordinal)];
        return (most, wide.Length);
    }
}
