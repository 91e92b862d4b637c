namespace CrossSell;

/// <summary>What one customer has bought up to one instant: parallel spans, one place for each product.</summary>
/// <remarks>A view; it lives as long as what it was taken from. Products ascend and stand there once.</remarks>
public readonly ref struct CustomerPurchases
{
    /// <summary>A view over columns of one length.</summary>
    /// <param name="products">Ascending, each once.</param>
    /// <param name="baskets">In how many baskets each was bought, 1 or more.</param>
    /// <param name="first">Ticks of the first time of each; empty without times.</param>
    /// <param name="last">Ticks of the last time of each; empty without times.</param>
    /// <param name="asOf">Ticks of the instant of looking; 0 without times.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public CustomerPurchases(ReadOnlySpan<int> products, ReadOnlySpan<int> baskets, ReadOnlySpan<long> first, ReadOnlySpan<long> last, long asOf)
    {
        if (baskets.Length != products.Length || first.Length != last.Length || (first.Length != products.Length && first.Length != 0))
        {
            throw new ArgumentException($"{products.Length} products have {baskets.Length} numbers of baskets, {first.Length} first and {last.Length} last times; all columns have one length, and times may be missing.");
        }

        Products = products;
        Baskets = baskets;
        First = first;
        Last = last;
        AsOf = asOf;
    }

    /// <summary>The products' places, ascending.</summary>
    public ReadOnlySpan<int> Products { get; }

    /// <summary>In how many baskets each was bought.</summary>
    public ReadOnlySpan<int> Baskets { get; }

    /// <summary>When each was first bought, in ticks; <see cref="long.MinValue"/> when unknown. Empty without times.</summary>
    public ReadOnlySpan<long> First { get; }

    /// <summary>When each was last bought, in ticks; <see cref="long.MinValue"/> when unknown. Empty without times.</summary>
    public ReadOnlySpan<long> Last { get; }

    /// <summary>The instant of looking, in ticks; 0 without times.</summary>
    public long AsOf { get; }

    /// <summary>The number of products.</summary>
    public int Count => Products.Length;

    /// <summary>Whether there are times.</summary>
    public bool HasTimes => First.Length > 0;

    /// <summary>What else is known of the customer, as numbers in the order of an <see cref="ICustomerFacts"/>, NaN where a fact is not known; empty when nothing is.</summary>
    public ReadOnlySpan<double> Facts { get; private init; }

    /// <summary>The same purchases, and what else is known of the customer.</summary>
    /// <param name="facts">See <see cref="Facts"/>.</param>
    public CustomerPurchases WithFacts(ReadOnlySpan<double> facts) => this with { Facts = facts };

    /// <summary>How many days before the instant of looking a product was last bought; NaN when unknown.</summary>
    /// <param name="at">From 0 to <see cref="Count"/> - 1.</param>
    public double DaysSinceLast(int at) =>
        HasTimes && Last[at] != long.MinValue ? (AsOf - Last[at]) / (double)TimeSpan.TicksPerDay : double.NaN;
}
