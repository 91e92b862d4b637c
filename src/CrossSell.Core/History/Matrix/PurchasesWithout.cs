namespace CrossSell;

/// <summary>A customer's purchases without some products.</summary>
internal sealed class PurchasesWithout
{
    private readonly int[] _products;
    private readonly int[] _baskets;
    private readonly long[] _first;
    private readonly long[] _last;

    public PurchasesWithout(in CustomerPurchases customer, ReadOnlySpan<int> removed)
    {
        var kept = new List<int>(customer.Count);
        for (int at = 0; at < customer.Count; at++)
        {
            if (!removed.Contains(customer.Products[at]))
            {
                kept.Add(at);
            }
        }

        _products = Take(customer.Products, kept);
        _baskets = Take(customer.Baskets, kept);
        _first = customer.HasTimes ? Take(customer.First, kept) : [];
        _last = customer.HasTimes ? Take(customer.Last, kept) : [];
    }

    /// <summary>What is left, with what else is known of the customer.</summary>
    /// <param name="customer">The customer.</param>
    public CustomerPurchases View(in CustomerPurchases customer) => new CustomerPurchases(_products, _baskets, _first, _last, customer.AsOf).WithFacts(customer.Facts);

    private static T[] Take<T>(ReadOnlySpan<T> all, List<int> places)
    {
        var taken = new T[places.Count];
        for (int i = 0; i < taken.Length; i++)
        {
            taken[i] = all[places[i]];
        }

        return taken;
    }
}
