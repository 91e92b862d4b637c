namespace CrossSell;

/// <summary>A history seen through a timing: the best moment of each offer at one instant.</summary>
/// <remarks>
/// Every purchase up to the instant counts, also of what is no longer held: a contract that has ended is what a renewal waits for. Immutable and thread-safe; a customer's
/// purchases are read when he is asked for, O(rows log rows).
/// </remarks>
internal sealed class BoundTiming
{
    private readonly ModelTiming _model;
    private readonly PurchaseHistory _history;
    private readonly DateTime _asOf;
    private readonly int[] _placeOf;
    private readonly IReadOnlyList<Product> _products;

    private BoundTiming(ModelTiming model, IReadOnlyList<Product> products, IReadOnlyDictionary<string, int> indexOf, PurchaseHistory history, DateTime asOf)
    {
        _model = model;
        _products = products;
        _history = history;
        _asOf = asOf;
        _placeOf = [.. history.Products.Select(id => indexOf.TryGetValue(id, out int product) ? model.PlaceOf(product) : -1)];
    }

    /// <summary>Null where the history has no times, or the instant is so late that nothing can come after it.</summary>
    public static BoundTiming? Of(ModelTiming? model, IReadOnlyList<Product> products, IReadOnlyDictionary<string, int> indexOf, BoundHistory bound) =>
        model is not null && bound.History.LastTime is not null && bound.AsOf is { } asOf
            && (DateTime.MaxValue - asOf).TotalDays > model.Moments.WithinDays + model.Moments.WindowDays + 1
            ? new BoundTiming(model, products, indexOf, bound.History, asOf)
            : null;

    /// <summary>The same offers with their best moments; those of products that the timing does not know stay without.</summary>
    /// <param name="customer">The customer's place in the history; -1 for somebody without purchases.</param>
    /// <param name="offers">The offers; changed in place.</param>
    /// <param name="productOf">The product of the model that an offer is for.</param>
    public void Fill(int customer, Recommendation[] offers, Func<ProductId, int> productOf)
    {
        (int[] places, long[] first, long[] last) = Read(customer);
        var purchases = new CustomerPurchases(places, [.. places.Select(_ => 1)], first, last, _asOf.Ticks);
        for (int i = 0; i < offers.Length; i++)
        {
            offers[i] = offers[i] with { BestMoment = MomentOf(purchases, productOf(offers[i].Product)) };
        }
    }

    /// <summary>The best moment of one product; null where the timing does not know it.</summary>
    public OfferMoment? Of(int customer, int product)
    {
        (int[] places, long[] first, long[] last) = Read(customer);
        return MomentOf(new CustomerPurchases(places, [.. places.Select(_ => 1)], first, last, _asOf.Ticks), product);
    }

    private OfferMoment? MomentOf(in CustomerPurchases purchases, int product)
    {
        int place = product < 0 ? -1 : _model.PlaceOf(product);
        if (place < 0)
        {
            return null;
        }

        TimingMoment moment = _model.Timing.BestMoment(purchases, place, _asOf, TimeSpan.FromDays(_model.Moments.WithinDays), TimeSpan.FromDays(_model.Moments.WindowDays));
        ProductId? trigger = moment.Trigger is { } cause ? _products[_model.ProductOf(cause.Cause)].Id : null;
        return new OfferMoment(moment, trigger, moment.From == _asOf, NameOf);
    }

    private LocalizedText NameOf(int place) => _products[_model.ProductOf(place)].Name;

    private (int[] Places, long[] First, long[] Last) Read(int customer)
    {
        if (customer < 0)
        {
            return ([], [], []);
        }

        var times = new SortedDictionary<int, (long First, long Last)>();
        (int start, int length) = _history.RowsOf(customer).GetOffsetAndLength(_history.Count);
        for (int row = start; row < start + length; row++)
        {
            int place = _placeOf[_history.ProductOfRow[row]];
            DateTime? time = _history.TimeOf(row);
            if (place >= 0 && (time is null || time <= _asOf))
            {
                // A time that nobody knows lies before all others, as when the timing learned.
                long ticks = time?.Ticks ?? long.MinValue;
                times[place] = times.TryGetValue(place, out (long First, long Last) seen) ? (Math.Min(seen.First, ticks), Math.Max(seen.Last, ticks)) : (ticks, ticks);
            }
        }

        return ([.. times.Keys], [.. times.Values.Select(pair => pair.First)], [.. times.Values.Select(pair => pair.Last)]);
    }
}
