namespace CrossSell;

public sealed partial class PurchaseHistory
{
    /// <summary>When a row was bought; null when unknown.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public DateTime? TimeOf(int row) => TimeAt(_columns.Times, row);

    /// <summary>How many were bought; 1 when the source does not say. Above 0.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public double QuantityOf(int row) => _columns.Quantities is null ? 1.0 : _columns.Quantities[row];

    /// <summary>What the row brought in; null when unknown.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public double? RevenueOf(int row) => _columns.Revenues is null || double.IsNaN(_columns.Revenues[row]) ? null : _columns.Revenues[row];

    /// <summary>When the holding ends, exclusive; null while it has no end.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public DateTime? HeldUntilOf(int row) => TimeAt(_columns.Untils, row);

    /// <summary>Who sold it; null when unknown. Makes a new string.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public string? SellerOf(int row) => TextAt(_columns.Sellers, _columns.SellerIds, row);

    /// <summary>By which channel it was sold; null when unknown. Makes a new string.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public string? ChannelOf(int row) => TextAt(_columns.Channels, _columns.ChannelIds, row);

    /// <summary>The value of a further column; null when the row has none. Makes a new string.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public string? ExtraOf(int row, string column)
    {
        foreach ((string name, int[]? codes, IdTable ids) in _columns.Extras)
        {
            if (string.Equals(name, column, StringComparison.Ordinal))
            {
                return TextAt(codes, ids, row);
            }
        }

        throw new ArgumentException($"The history has no column '{column}'; it has {string.Join(", ", ExtraColumns)}.", nameof(column));
    }

    /// <summary>A customer's purchases in order of time; none when the history does not know him. Makes an object for each row.</summary>
    public IReadOnlyList<Purchase> PurchasesOf(CustomerId customer)
    {
        int index = Customers.IndexOf(customer.Value);
        if (index < 0)
        {
            return [];
        }

        (int start, int length) = RowsOf(index).GetOffsetAndLength(Count);
        return [.. Enumerable.Range(start, length).Select(row => PurchaseAt(row, customer.Value))];
    }

    /// <summary>The same history without some customers, as when they have asked to be forgotten: their ids are gone from it too. O(rows).</summary>
    /// <param name="customers">Who goes; ids that the history does not know are passed over.</param>
    public PurchaseHistory WithoutCustomers(IEnumerable<CustomerId> customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        HashSet<int> gone = [.. customers.Select(c => Customers.IndexOf(c.Value)).Where(i => i >= 0)];
        if (gone.Count == 0)
        {
            return this;
        }

        var builder = new PurchaseHistoryBuilder();
        for (int c = 0; c < Customers.Count; c++)
        {
            if (!gone.Contains(c))
            {
                string id = Customers[c];
                (int start, int length) = RowsOf(c).GetOffsetAndLength(Count);
                for (int row = start; row < start + length; row++)
                {
                    builder.Add(PurchaseAt(row, id));
                }
            }
        }

        for (int row = _columns.CustomerStarts[^1]; row < Count; row++)
        {
            builder.Add(PurchaseAt(row, customer: null));
        }

        return builder.Build();
    }

    private static DateTime? TimeAt(long[]? column, int row) =>
        column is null || column[row] == RawRows.NoTime ? null : new DateTime(column[row]);

    private static string? TextAt(int[]? codes, IdTable ids, int row) => codes is null || codes[row] < 0 ? null : ids[codes[row]];

    private Purchase PurchaseAt(int row, string? customer) => new()
    {
        Product = Products[_columns.Products[row]],
        Customer = customer,
        Basket = TextAt(_columns.Baskets, _columns.BasketIds, row),
        Time = TimeOf(row),
        Quantity = _columns.Quantities?[row],
        Revenue = RevenueOf(row),
        HeldUntil = HeldUntilOf(row),
        Seller = SellerOf(row),
        Channel = ChannelOf(row),
        Extras = ExtrasOf(row),
    };

    private Dictionary<string, string>? ExtrasOf(int row)
    {
        Dictionary<string, string>? extras = null;
        foreach ((string name, int[]? codes, IdTable ids) in _columns.Extras)
        {
            if (TextAt(codes, ids, row) is { } value)
            {
                (extras ??= new Dictionary<string, string>(StringComparer.Ordinal))[name] = value;
            }
        }

        return extras;
    }
}
