using CrossSell.Testing.Grocery;

namespace CrossSell.Testing;

/// <summary>
/// A generated supermarket with planted pairs (pasta and tomato sauce, charcoal and sausages, rolls and butter), seasons, a weekly
/// pattern, customers with tastes and baskets of nobody known.
/// </summary>
/// <remarks>
/// Baskets are made when asked for, each from (seed, number, customers, first day) alone: any thread may make any basket in any order,
/// and the first baskets of a large market are a small one. Immutable and thread-safe. The same bytes on every machine.
/// </remarks>
public sealed class GroceryMarket
{
    private readonly ulong _seed;

    private GroceryMarket(GroceryMarketOptions options)
    {
        BasketCount = options.Baskets;
        CustomerCount = options.Customers;
        Seed = options.Seed;
        StartOn = options.StartOn;
        _seed = unchecked((ulong)options.Seed);
    }

    /// <summary>Number of baskets.</summary>
    public int BasketCount { get; }

    /// <summary>Number of customers with a card; in a small market not all of them come.</summary>
    public int CustomerCount { get; }

    /// <summary>The seed that the market was made from.</summary>
    public long Seed { get; }

    /// <summary>The first day, a Monday.</summary>
    public DateOnly StartOn { get; }

    /// <summary>The planted rules, within a basket. Their support and lift are null: they change with the season.</summary>
    public static IReadOnlyList<PlantedRule> Rules { get; } =
    [
        .. GroceryProducts.All.Where(p => p.Antecedents.Length > 0).Select(p => new PlantedRule
        {
            Antecedents = p.Antecedents,
            Consequent = p.Id,
            Confidence = p.Confidence,
            BaseProbability = p.Share,
            Support = null,
            Lift = null,
            SameDayShare = 1,
            MaxDelayDays = 0,
        }),
    ];

    /// <summary>A market. Nothing is drawn yet: baskets are made when they are asked for.</summary>
    /// <param name="options">Size, seed and first day; the defaults when null.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message names every failure.</exception>
    public static GroceryMarket Generate(GroceryMarketOptions? options = null)
    {
        options ??= new GroceryMarketOptions();
        IReadOnlyList<string> failures = options.Validate();
        return failures.Count == 0 ? new GroceryMarket(options) : throw new ArgumentException(string.Join(' ', failures), nameof(options));
    }

    /// <summary>The products with German and English names, department, kind (all repurchasable) and margin.</summary>
    public static ProductCatalog ToCatalog() => new(GroceryProducts.All.Select(spec => new Product
    {
        Id = new ProductId(spec.Id),
        Name = new LocalizedText(spec.Name).With("de", spec.NameDe),
        Category = spec.Department,
        Kind = ProductKind.Repurchasable,
        Margin = GroceryProducts.MarginOf(spec),
    }));

    /// <summary>The basket with a number.</summary>
    /// <param name="number">1 to <see cref="BasketCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside that range.</exception>
    public GroceryBasket Basket(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, BasketCount);
        return GroceryBasketMaker.Make(_seed, number, CustomerCount, StartOn);
    }

    /// <summary>All baskets by number, made one after another.</summary>
    public IEnumerable<GroceryBasket> Baskets()
    {
        for (int number = 1; number <= BasketCount; number++)
        {
            yield return GroceryBasketMaker.Make(_seed, number, CustomerCount, StartOn);
        }
    }

    /// <summary>All items as purchases, basket after basket.</summary>
    public IEnumerable<Purchase> Purchases() => Baskets().SelectMany(basket => basket.Items, (basket, item) => new Purchase
    {
        Customer = basket.Customer,
        Product = item.Product,
        Basket = basket.Id,
        Time = basket.PaidAt,
        Quantity = item.Quantity,
        Revenue = (double)item.Revenue,
    });

    /// <summary>The history of all baskets, in memory.</summary>
    /// <param name="cancellationToken">Ends the work; it is looked at after every item.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public PurchaseHistory ToHistory(CancellationToken cancellationToken = default)
    {
        var builder = new PurchaseHistoryBuilder();
        foreach (Purchase purchase in Purchases())
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.Add(purchase);
        }

        return builder.Build(cancellationToken);
    }
}
