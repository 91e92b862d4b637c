using CrossSell.Potential;

namespace CrossSell;

/// <summary>How every customer stands to every category: what each has, with us or elsewhere, what is missing and may be offered, what may not, what is not for him.</summary>
/// <remarks>
/// Immutable and thread-safe. 3 bytes for each customer and category. What may be offered is what <see cref="EligibilityChecker"/> says; it is asked only where a
/// customer's own holdings, answers or attributes can make a difference, so a million customers take seconds.
/// </remarks>
public sealed partial class WhiteSpace
{
    private const int CustomersOfChunk = 2048;

    private readonly CategoryState[] _states;
    private readonly ushort[] _offers;

    private WhiteSpace(IdTable customers, ProductCatalog catalog, string[] categories, CategoryState[] states, ushort[] offers, GapEstimator? estimate)
    {
        Customers = customers;
        Catalog = catalog;
        Categories = categories;
        _states = states;
        _offers = offers;
        Estimate = estimate;
    }

    /// <summary>The customers, in the order of the history.</summary>
    public IdTable Customers { get; }

    /// <summary>The catalogue.</summary>
    public ProductCatalog Catalog { get; }

    /// <summary>The categories, in the order of the columns.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>How a customer stands to a category.</summary>
    /// <param name="customer">The customer's place in <see cref="Customers"/>.</param>
    /// <param name="category">The category's place in <see cref="Categories"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer or category.</exception>
    public CategoryState this[int customer, int category]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)category, (uint)Categories.Count, nameof(category));
            return StatesOf(customer)[category];
        }
    }

    internal GapEstimator? Estimate { get; }

    /// <summary>Looks at all customers of a history.</summary>
    /// <remarks>
    /// Times of the history are taken as UTC. Of a customer of whom <see cref="WhiteSpaceOptions.Facts"/> knows no more, the purchases are all that is known: what
    /// needs a permission or a region is then blocked.
    /// </remarks>
    /// <param name="history">The purchases; those after the request's instant are left out.</param>
    /// <param name="checker">What may be offered, and the catalogue; at most 65,535 products.</param>
    /// <param name="request">When and how it would be offered.</param>
    /// <param name="options">What else is known; null for nothing.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">An option is out of range, there are too many products, or no product has a category.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static WhiteSpace Of(
        PurchaseHistory history, EligibilityChecker checker, EligibilityRequest request, WhiteSpaceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(checker);
        ArgumentNullException.ThrowIfNull(request);
        options ??= new WhiteSpaceOptions();
        PotentialChecks.ThrowIfInvalid(options.Validate(), nameof(options));
        if (checker.Catalog.Count > ushort.MaxValue)
        {
            throw new ArgumentException($"The catalogue has {checker.Catalog.Count} products; at most {ushort.MaxValue} can be looked at.", nameof(checker));
        }

        var plan = new CategoryPlan(history, checker, request, options);
        if (Array.TrueForAll(plan.Products, p => p.Length == 0))
        {
            throw new ArgumentException("No product of the catalogue stands in any of the categories; white space is looked for by category.", nameof(checker));
        }

        int customers = history.Customers.Count;
        int width = plan.Categories.Length;
        var states = new CategoryState[checked(customers * width)];
        var offers = new ushort[states.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxThreads ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, (customers + CustomersOfChunk - 1) / CustomersOfChunk, parallel, () => new CustomerScan(history, plan, options), (chunk, _, scan) =>
        {
            int end = Math.Min(customers, (chunk + 1) * CustomersOfChunk);
            for (int c = chunk * CustomersOfChunk; c < end; c++)
            {
                scan.Run(c, states.AsSpan(c * width, width), offers.AsSpan(c * width, width));
            }

            return scan;
        }, _ => { });
        return new WhiteSpace(history.Customers, checker.Catalog, plan.Categories, states, offers, options.Estimate);
    }

    /// <summary>How a customer stands to all categories, in their order.</summary>
    /// <param name="customer">The customer's place in <see cref="Customers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer.</exception>
    public ReadOnlySpan<CategoryState> StatesOf(int customer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)customer, (uint)Customers.Count, nameof(customer));
        return _states.AsSpan(customer * Categories.Count, Categories.Count);
    }

    /// <summary>The product that would be offered to close a gap; null where there is none.</summary>
    /// <param name="customer">The customer's place in <see cref="Customers"/>.</param>
    /// <param name="category">The category's place in <see cref="Categories"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer or category.</exception>
    public Product? OfferFor(int customer, int category) =>
        this[customer, category] == CategoryState.Gap ? Catalog[_offers[(customer * Categories.Count) + category]] : null;
}
