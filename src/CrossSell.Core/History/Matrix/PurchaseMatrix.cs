namespace CrossSell;

/// <summary>Who has bought which product, up to one instant: customers by products, sparse, with the number of baskets and the first and last time of each pair.</summary>
/// <remarks>
/// Immutable and thread-safe. What rankings learn from. A pair stands there once, however often it was bought; within a customer the products ascend.
/// 8 bytes a pair, and 16 more with times. A history gives exact matrices of any instant; a table of pairs gives back only what it holds (see <see cref="Before"/>).
/// </remarks>
public sealed class PurchaseMatrix
{
    private readonly int[] _starts;
    private readonly int[] _products;
    private readonly int[] _baskets;
    private readonly long[]? _first;
    private readonly long[]? _last;
    private readonly Lazy<(int[] Starts, int[] Customers)> _buyers;
    private readonly string?[]? _categories;
    private readonly Lazy<double[]>? _numbers;

    internal PurchaseMatrix(
        IdTable customers, IdTable products, int[] starts, int[] productOf, int[] baskets, long[]? first, long[]? last, DateTime? asOf, ICustomerFacts? facts = null, string?[]? categories = null)
    {
        Facts = facts;
        _categories = categories;
        _numbers = facts is null ? null : new Lazy<double[]>(ReadFacts);
        Customers = customers;
        Products = products;
        _starts = starts;
        _products = productOf;
        _baskets = baskets;
        _first = first;
        _last = last;
        AsOf = asOf;
        _buyers = new Lazy<(int[], int[])>(Transpose);
    }

    /// <summary>The customers, those without a pair included.</summary>
    public IdTable Customers { get; }

    /// <summary>The products, those without a pair included.</summary>
    public IdTable Products { get; }

    /// <summary>The number of pairs.</summary>
    public int Count => _products.Length;

    /// <summary>Whether the pairs have times.</summary>
    public bool HasTimes => _first is not null;

    /// <summary>The instant of looking: every purchase lies before it. Null when the purchases have no times.</summary>
    public DateTime? AsOf { get; }

    /// <summary>What a history says before an instant. O(rows log rows of a customer).</summary>
    /// <remarks>Rows without a customer are left out; a row without a time counts as earlier than all others. Baskets are counted as the history has them.</remarks>
    /// <param name="history">The purchases.</param>
    /// <param name="before">The first instant that does not count any more; null for everything, one tick after the last purchase.</param>
    /// <exception cref="ArgumentNullException"><paramref name="history"/> is null.</exception>
    public static PurchaseMatrix Of(PurchaseHistory history, DateTime? before = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        return MatrixAssembler.Assemble(history, before ?? history.LastTime?.AddTicks(1));
    }

    /// <summary>A customer's pairs.</summary>
    /// <param name="customer">The customer's place in <see cref="Customers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer.</exception>
    public CustomerPurchases this[int customer]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(customer);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(customer, Customers.Count);
            int start = _starts[customer];
            int length = _starts[customer + 1] - start;
            return new CustomerPurchases(
                _products.AsSpan(start, length),
                _baskets.AsSpan(start, length),
                _first is null ? [] : _first.AsSpan(start, length),
                _last is null ? [] : _last.AsSpan(start, length),
                AsOf?.Ticks ?? 0).WithFacts(_numbers is null ? [] : _numbers.Value.AsSpan(customer * Facts!.Count, Facts.Count));
        }
    }

    /// <summary>What else is known of the customers; null for nothing.</summary>
    public ICustomerFacts? Facts { get; }

    /// <summary>The category of each product, null for one without; null when no categories are known.</summary>
    public IReadOnlyList<string?>? Categories => _categories;

    /// <summary>The same purchases, and what else is known of the customers: at <see cref="AsOf"/>, and of earlier matrices (<see cref="Before"/>) at theirs. 8 bytes a customer and fact, read when first asked for.</summary>
    /// <param name="facts">The facts; null for none.</param>
    public PurchaseMatrix WithFacts(ICustomerFacts? facts) => new(Customers, Products, _starts, _products, _baskets, _first, _last, AsOf, facts, _categories);

    /// <summary>The same purchases of products with categories.</summary>
    /// <param name="categories">For each product its category, or null for none; null when none are known.</param>
    /// <exception cref="ArgumentException">There is not one place for each product.</exception>
    public PurchaseMatrix WithCategories(IReadOnlyList<string?>? categories) => categories is null || categories.Count == Products.Count
        ? new(Customers, Products, _starts, _products, _baskets, _first, _last, AsOf, Facts, categories is null ? null : [.. categories])
        : throw new ArgumentException($"There are {Products.Count} products and {categories.Count} categories; each product needs a place.", nameof(categories));

    /// <summary>Who has bought a product, ascending. The first call for any product turns the matrix over: O(pairs).</summary>
    /// <param name="product">The product's place in <see cref="Products"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such product.</exception>
    public ReadOnlySpan<int> BuyersOf(int product)
    {
        (int[] starts, int[] customers) = _buyers.Value;
        return customers.AsSpan(starts[product], starts[product + 1] - starts[product]);
    }

    /// <summary>The same customers and products with what is known before an instant. O(pairs).</summary>
    /// <remarks>
    /// A pair that was first bought at the instant or later goes. One that was also bought later stays, and since nobody can tell from a pair how often it was
    /// bought before the instant, it counts as one basket, at its first time: so nothing of the future is left. From a history take <see cref="Of"/>, which knows.
    /// </remarks>
    /// <param name="instant">The first instant that does not count any more.</param>
    /// <exception cref="InvalidOperationException">The pairs have no times.</exception>
    public PurchaseMatrix Before(DateTime instant)
    {
        if (_first is null || _last is null)
        {
            throw new InvalidOperationException("The purchases have no times, so nothing can be said about an earlier instant.");
        }

        var starts = new int[_starts.Length];
        var kept = new List<int>(Count);
        for (int c = 0; c < Customers.Count; c++)
        {
            for (int at = _starts[c]; at < _starts[c + 1]; at++)
            {
                if (_first[at] < instant.Ticks)
                {
                    kept.Add(at);
                }
            }

            starts[c + 1] = kept.Count;
        }

        int[] pairs = [.. kept];
        bool Over(int at) => _last[at] < instant.Ticks;
        return new PurchaseMatrix(
            Customers,
            Products,
            starts,
            Array.ConvertAll(pairs, at => _products[at]),
            Array.ConvertAll(pairs, at => Over(at) ? _baskets[at] : 1),
            Array.ConvertAll(pairs, at => _first[at]),
            Array.ConvertAll(pairs, at => Over(at) ? _last[at] : _first[at]),
            instant,
            Facts,
            _categories);
    }

    /// <summary>The same customers and products with only some of the pairs. O(pairs).</summary>
    /// <param name="keeps">Told the places of a customer and a product, in order; says whether the pair stays.</param>
    /// <exception cref="ArgumentNullException"><paramref name="keeps"/> is null.</exception>
    public PurchaseMatrix Where(Func<int, int, bool> keeps)
    {
        ArgumentNullException.ThrowIfNull(keeps);
        var starts = new int[_starts.Length];
        var kept = new List<int>(Count);
        for (int c = 0; c < Customers.Count; c++)
        {
            for (int at = _starts[c]; at < _starts[c + 1]; at++)
            {
                if (keeps(c, _products[at]))
                {
                    kept.Add(at);
                }
            }

            starts[c + 1] = kept.Count;
        }

        int[] pairs = [.. kept];
        return new PurchaseMatrix(
            Customers,
            Products,
            starts,
            Array.ConvertAll(pairs, at => _products[at]),
            Array.ConvertAll(pairs, at => _baskets[at]),
            _first is null ? null : Array.ConvertAll(pairs, at => _first[at]),
            _last is null ? null : Array.ConvertAll(pairs, at => _last[at]),
            AsOf,
            Facts,
            _categories);
    }

    private double[] ReadFacts()
    {
        double[] numbers = new double[(long)Customers.Count * Facts!.Count];
        for (int c = 0; c < Customers.Count; c++)
        {
            Facts.Read(Customers[c], AsOf, numbers.AsSpan(c * Facts.Count, Facts.Count));
        }

        return numbers;
    }

    private (int[] Starts, int[] Customers) Transpose()
    {
        var starts = new int[Products.Count + 1];
        foreach (int product in _products)
        {
            starts[product + 1]++;
        }

        for (int p = 0; p < Products.Count; p++)
        {
            starts[p + 1] += starts[p];
        }

        var customers = new int[Count];
        var next = (int[])starts.Clone();
        for (int c = 0; c < Customers.Count; c++)
        {
            for (int at = _starts[c]; at < _starts[c + 1]; at++)
            {
                customers[next[_products[at]]++] = c;
            }
        }

        return (starts, customers);
    }
}
