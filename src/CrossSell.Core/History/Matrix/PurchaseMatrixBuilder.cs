namespace CrossSell;

/// <summary>Collects pairs of customer and product, as from a table that has them counted already.</summary>
/// <remarks>Not thread-safe. Products stand in the order of ids (whole numbers by value, then text by code point), customers in the order of appearance.</remarks>
public sealed class PurchaseMatrixBuilder
{
    private readonly IdTableBuilder _customers = new();
    private readonly IdTableBuilder _products = new();
    private readonly List<(int Customer, int Product, int Baskets, long First, long Last)> _pairs = [];
    private readonly HashSet<(int Customer, int Product)> _seen = [];
    private bool _hasTimes;

    /// <summary>The number of pairs so far.</summary>
    public int Count => _pairs.Count;

    /// <summary>Adds a pair.</summary>
    /// <param name="customer">The customer's id.</param>
    /// <param name="product">The product's id.</param>
    /// <param name="baskets">In how many baskets, 1 or more.</param>
    /// <param name="first">When first; null when unknown.</param>
    /// <param name="last">When last, not before <paramref name="first"/>; null for the first time.</param>
    /// <returns>Whether the pair was new; one that is there already is not added again.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="baskets"/> is below 1.</exception>
    /// <exception cref="ArgumentException">An id is empty, or the last time lies before the first, or there is a last time and no first.</exception>
    public bool Add(ReadOnlySpan<char> customer, ReadOnlySpan<char> product, int baskets = 1, DateTime? first = null, DateTime? last = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(baskets, 1);
        if (customer.IsEmpty || product.IsEmpty)
        {
            throw new ArgumentException($"Customer '{customer}' and product '{product}' are a pair with an empty id; both must be named.", customer.IsEmpty ? nameof(customer) : nameof(product));
        }

        if (last is { } end && !(first <= end))
        {
            throw new ArgumentException(FormattableString.Invariant($"The last time {end:yyyy-MM-dd HH:mm:ss} lies before the first, {first:yyyy-MM-dd HH:mm:ss}."), nameof(last));
        }

        int c = _customers.GetOrAdd(customer);
        int p = _products.GetOrAdd(product);
        if (!_seen.Add((c, p)))
        {
            return false;
        }

        _hasTimes |= first is not null;
        long begin = first?.Ticks ?? long.MinValue;
        _pairs.Add((c, p, baskets, begin, last?.Ticks ?? begin));
        return true;
    }

    /// <summary>The matrix.</summary>
    /// <param name="asOf">The instant of looking; null for one tick after the last time. Every pair's times must lie before it.</param>
    /// <exception cref="ArgumentException">A pair has a time at <paramref name="asOf"/> or later.</exception>
    public PurchaseMatrix Build(DateTime? asOf = null)
    {
        long latest = _pairs.Count == 0 ? long.MinValue : _pairs.Max(pair => pair.Last);
        if (asOf is { } instant && latest >= instant.Ticks)
        {
            throw new ArgumentException(FormattableString.Invariant($"There is a purchase at {new DateTime(latest):yyyy-MM-dd HH:mm:ss}, and the instant of looking is {instant:yyyy-MM-dd HH:mm:ss}; purchases must lie before it."), nameof(asOf));
        }

        (IdTable products, int[] placeOf) = _products.BuildOrdered();
        IdTable customers = _customers.Build();
        var columns = new PairColumns(_hasTimes);
        var starts = new int[customers.Count + 1];
        foreach ((int customer, int product, int baskets, long first, long last) in _pairs.OrderBy(pair => pair.Customer).ThenBy(pair => placeOf[pair.Product]))
        {
            columns.Add(placeOf[product], baskets, first, last);
            starts[customer + 1] = columns.Count;
        }

        // Every customer has a pair, since both come in together.
        return columns.ToMatrix(customers, products, starts, asOf ?? (latest == long.MinValue ? null : new DateTime(latest + 1)));
    }
}
