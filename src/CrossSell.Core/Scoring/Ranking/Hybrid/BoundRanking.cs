namespace CrossSell;

/// <summary>A history seen through a ranking: what each customer has bought, in places of the ranking, at one instant.</summary>
/// <remarks>A held product counts while it is held, a repurchasable one for ever. Immutable and thread-safe; 24 bytes a pair, 8 a customer and fact.</remarks>
internal sealed class BoundRanking
{
    private readonly int[] _starts;
    private readonly int[] _places;
    private readonly int[] _baskets;
    private readonly long[] _first;
    private readonly long[] _last;
    private readonly long _asOf;
    private readonly PurchaseHistory _history;
    private readonly DateTime? _before;
    private readonly CustomerTableFacts? _told;
    private readonly double[] _facts;

    /// <param name="ranking">The ranking.</param>
    /// <param name="products">The model's products by id.</param>
    /// <param name="bound">The history as rules see it.</param>
    /// <param name="productCount">How many products the model has.</param>
    /// <param name="customers">What is known of the customers, or null.</param>
    /// <param name="contacts">The contacts, or null.</param>
    /// <exception cref="ArgumentException">The customers lack a column that the ranking learned from, or have no keys, or a key twice.</exception>
    public BoundRanking(ModelRanking ranking, IReadOnlyDictionary<string, int> products, BoundHistory bound, int productCount, CustomerTable? customers, CustomerContacts? contacts)
    {
        PurchaseHistory history = bound.History;
        _history = history;
        DateTime? before = bound.AsOf is { } instant && instant < DateTime.MaxValue ? instant.AddTicks(1) : bound.AsOf;
        _before = before ?? history.LastTime?.AddTicks(1);
        var matrix = PurchaseMatrix.Of(history, before);
        _told = ranking.Ranking.Features.Facts is { } schema && (customers is not null || contacts is not null) ? new CustomerTableFacts(schema, customers, contacts, ranking.Ranking.LookedAt) : null;
        _facts = new double[(long)history.Customers.Count * (_told?.Count ?? 0)];
        int[] productOf = [.. history.Products.Select(id => products.GetValueOrDefault(id, -1))];
        _asOf = matrix.AsOf?.Ticks ?? 0;
        _starts = new int[history.Customers.Count + 1];
        var pairs = new List<(int Place, int Baskets, long First, long Last)>();
        ScoreScratch scratch = ScoreScratch.For(productCount);
        for (int customer = 0; customer < history.Customers.Count; customer++)
        {
            _told?.Read(history.Customers[customer], _before, _facts.AsSpan(customer * _told.Count, _told.Count));
            HashSet<int> has = [.. bound.Read(customer, scratch)];
            CustomerPurchases bought = matrix[customer];
            for (int at = 0; at < bought.Count; at++)
            {
                int product = productOf[bought.Products[at]];
                if (product >= 0 && has.Contains(product) && ranking.PlaceOf(product) >= 0)
                {
                    pairs.Add((ranking.PlaceOf(product), bought.Baskets[at], bought.HasTimes ? bought.First[at] : 0, bought.HasTimes ? bought.Last[at] : 0));
                }
            }

            _starts[customer + 1] = pairs.Count;
            pairs.Sort(_starts[customer], pairs.Count - _starts[customer], Comparer<(int Place, int, long, long)>.Create((a, b) => a.Place.CompareTo(b.Place)));
        }

        _places = [.. pairs.Select(pair => pair.Place)];
        _baskets = [.. pairs.Select(pair => pair.Baskets)];
        _first = matrix.HasTimes ? [.. pairs.Select(pair => pair.First)] : [];
        _last = matrix.HasTimes ? [.. pairs.Select(pair => pair.Last)] : [];
    }

    /// <summary>What a customer has and is; of one whom the history does not know what he is.</summary>
    public CustomerPurchases Of(CustomerId customer)
    {
        int place = _history.Customers.IndexOf(customer.Value);
        if (place >= 0 || _told is null)
        {
            return Of(place);
        }

        double[] facts = new double[_told.Count];
        _told.Read(customer.Value, _before, facts);
        return Of(place).WithFacts(facts);
    }

    /// <summary>What a customer of the history has and is; nothing for -1.</summary>
    public CustomerPurchases Of(int customer)
    {
        if (customer < 0)
        {
            return new CustomerPurchases([], [], [], [], _asOf);
        }

        int start = _starts[customer];
        int length = _starts[customer + 1] - start;
        var purchases = new CustomerPurchases(
            _places.AsSpan(start, length), _baskets.AsSpan(start, length), _first.Length == 0 ? [] : _first.AsSpan(start, length), _last.Length == 0 ? [] : _last.AsSpan(start, length), _asOf);
        return _told is null ? purchases : purchases.WithFacts(_facts.AsSpan(customer * _told.Count, _told.Count));
    }
}
