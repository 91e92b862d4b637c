namespace CrossSell;

/// <summary>Who bought what, when and for how much: the evidence that everything else is made from.</summary>
/// <remarks>
/// <para>
/// Immutable and thread-safe. Columnar: a row is a number from 0, its values stand in parallel columns, ids are numbers inside. Rows are sorted by customer, then
/// time, then product; anonymous rows come last, by basket. A column that the source lacks takes no memory.
/// </para>
/// <para>Ids keep their exact text. A product stands at its place in the order of ids (whole numbers by value, then text by code point), a customer at his first appearance.</para>
/// </remarks>
public sealed partial class PurchaseHistory
{
    private readonly HistoryColumns _columns;
    private readonly Lazy<BasketIndex> _baskets;

    internal PurchaseHistory(HistoryColumns columns, LoadReport report)
    {
        _columns = columns;
        _baskets = new Lazy<BasketIndex>(() => BasketIndex.Build(columns));
        Report = report;
        (FirstTime, LastTime) = Span(columns);
    }

    /// <summary>The number of rows.</summary>
    public int Count => _columns.Count;

    /// <summary>The products that were bought, those with no row left (always returned) included.</summary>
    public IdTable Products => _columns.ProductIds;

    /// <summary>The customers, those with no row left (everything returned) included.</summary>
    public IdTable Customers => _columns.CustomerIds;

    /// <summary>The sellers named in the rows.</summary>
    public IdTable Sellers => _columns.SellerIds;

    /// <summary>The channels named in the rows.</summary>
    public IdTable Channels => _columns.ChannelIds;

    /// <summary>The names of the further columns.</summary>
    public IReadOnlyList<string> ExtraColumns => [.. _columns.Extras.Select(e => e.Name)];

    /// <summary>What became of the source's rows.</summary>
    public LoadReport Report { get; }

    /// <summary>The earliest time of any row; null when no row has one.</summary>
    public DateTime? FirstTime { get; }

    /// <summary>The latest time of any row; null when no row has one. What is "now" for a history that no clock accompanies.</summary>
    public DateTime? LastTime { get; }

    /// <summary>
    /// The number of baskets. Baskets numbered as they came in count when they are empty too; all others are made of rows, so one whose rows were all returned is none.
    /// The first call builds the index of baskets: O(rows).
    /// </summary>
    public int BasketCount => _baskets.Value.Count;

    /// <summary>For each row its product's place in <see cref="Products"/>.</summary>
    public ReadOnlySpan<int> ProductOfRow => _columns.Products;

    internal HistoryColumns Columns => _columns;

    internal BasketIndex Baskets => _baskets.Value;

    /// <summary>The rows of a customer.</summary>
    /// <param name="customer">The customer's place in <see cref="Customers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer.</exception>
    public Range RowsOf(int customer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(customer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(customer, Customers.Count);
        return _columns.CustomerStarts[customer].._columns.CustomerStarts[customer + 1];
    }

    /// <summary>The rows of a basket, ascending within one customer.</summary>
    /// <param name="basket">From 0 to <see cref="BasketCount"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such basket.</exception>
    public IReadOnlyList<int> RowsOfBasket(int basket)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(basket);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(basket, BasketCount);
        int start = Baskets.Starts[basket];
        int length = Baskets.Starts[basket + 1] - start;
        return Baskets.Rows is { } rows ? rows.AsSpan(start, length).ToArray() : [.. Enumerable.Range(start, length)];
    }

    private static (DateTime? First, DateTime? Last) Span(HistoryColumns columns)
    {
        long first = long.MaxValue;
        long last = long.MinValue;
        foreach (long time in columns.Times ?? [])
        {
            if (time != RawRows.NoTime)
            {
                first = Math.Min(first, time);
                last = Math.Max(last, time);
            }
        }

        return last == long.MinValue ? (null, null) : (new DateTime(first), new DateTime(last));
    }
}
