namespace CrossSell;

/// <summary>The offers of some customers of a batch. Valid only during the call that gets it: the memory is used again.</summary>
public sealed class OfferBlock
{
    private readonly ScoredProduct[] _offers;
    private readonly int[] _customers;
    private readonly int[] _found;
    private readonly ulong[] _barred;
    private readonly int _most;

    internal OfferBlock(int customers, int most, int words)
    {
        _barred = new ulong[words];
        _most = most;
        _offers = new ScoredProduct[customers * most];
        _customers = new int[customers];
        _found = new int[customers];
    }

    /// <summary>How many customers there are.</summary>
    public int Count { get; private set; }

    /// <summary>Which customer a place of the block is about: the place in <see cref="PurchaseHistory.Customers"/>, ascending from block to block.</summary>
    /// <param name="place">From 0 to <see cref="Count"/> - 1.</param>
    public int CustomerAt(int place) => Customers[place];

    /// <summary>The offers of the customer at a place, best first.</summary>
    /// <param name="place">From 0 to <see cref="Count"/> - 1.</param>
    public ReadOnlySpan<ScoredProduct> OffersAt(int place) => _offers.AsSpan(place * _most, Found[place]);

    private ReadOnlySpan<int> Customers => _customers.AsSpan(0, Count);

    private ReadOnlySpan<int> Found => _found.AsSpan(0, Count);

    internal void Clear() => Count = 0;

    /// <summary>Room for the offers of one more customer.</summary>
    internal Span<ScoredProduct> Next => _offers.AsSpan(Count * _most, _most);

    /// <summary>What is barred for a customer.</summary>
    internal ReadOnlySpan<ulong> BarredBy(ProductBar? bar, int customer)
    {
        if (bar is null)
        {
            return [];
        }

        _barred.AsSpan().Clear();
        bar(customer, _barred);
        return _barred;
    }

    internal void Add(int customer, int found)
    {
        _customers[Count] = customer;
        _found[Count++] = found;
    }
}
