using System.Globalization;

namespace CrossSell;

public sealed partial class PurchaseHistory
{
    /// <summary>When a row was bought; null when unknown.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public DateTime? TimeOf(int row) => TimeAt(_columns.Times, row);

    /// <summary>How many were bought; 1 when the source does not say. Above 0.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public double QuantityOf(int row) => _columns.Quantities is { } quantities ? quantities[row] : Absent(1.0, row);

    /// <summary>What the row brought in; null when unknown.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such row.</exception>
    public double? RevenueOf(int row) =>
        _columns.Revenues is not { } revenues ? Absent<double?>(null, row) : double.IsNaN(revenues[row]) ? null : revenues[row];

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

        throw new ArgumentException($"The history has no column '{column}'; it has {(ExtraColumns.Count == 0 ? "none beyond the usual" : string.Join(", ", ExtraColumns))}.", nameof(column));
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
        return [.. Enumerable.Range(start, length).Select(row => MakePurchase(row, customer.Value))];
    }

    /// <summary>A row as a purchase, anonymous ones included; baskets that were numbered as they came in are named by their number from 1. O(log customers).</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is outside that range.</exception>
    public Purchase PurchaseAt(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        int[] starts = _columns.CustomerStarts;
        if (row >= starts[^1])
        {
            return MakePurchase(row, customer: null);
        }

        // Customers without rows begin where the next one does; the last that begins there has the row.
        int low = 0;
        int high = starts.Length - 1;
        while (high - low > 1)
        {
            int middle = low + ((high - low) / 2);
            if (starts[middle] <= row)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return MakePurchase(row, Customers[low]);
    }

    /// <summary>The same history without some customers, as when they have asked to be forgotten: their ids are gone from it too. O(rows).</summary>
    /// <remarks>
    /// Their rows go, and with them every product, basket, seller, channel and further value that no other row names. All other rows keep their values and their
    /// order, all other customers theirs, those without rows included. The new history's <see cref="Report"/> counts the rows taken over; it lists no bad rows,
    /// for they may name anybody. Where the history knows none of the customers it is returned itself.
    /// </remarks>
    /// <param name="customers">Who goes; ids that the history does not know are passed over.</param>
    /// <exception cref="ArgumentNullException"><paramref name="customers"/> is null.</exception>
    public PurchaseHistory WithoutCustomers(IEnumerable<CustomerId> customers)
    {
        ArgumentNullException.ThrowIfNull(customers);
        var gone = new bool[Customers.Count];
        foreach (CustomerId customer in customers)
        {
            int index = Customers.IndexOf(customer.Value);
            if (index >= 0)
            {
                gone[index] = true;
            }
        }

        if (!gone.Contains(value: true))
        {
            return this;
        }

        HistoryColumns columns = HistoryEraser.Without(_columns, gone);
        return new PurchaseHistory(columns, new LoadReport { RowsRead = columns.Count, RowsKept = columns.Count });
    }

    /// <summary>What was known before an instant: the purchases before it, with all products and customers under their old numbers. O(rows).</summary>
    /// <remarks>
    /// For looking back: a model fitted on it knows nothing of what came later. Purchases without a time count as earlier than all others. A purchase that
    /// was returned later is missing too, since a history keeps no trace of it; the end of a holding stays, even when it became known later.
    /// </remarks>
    /// <param name="instant">The first instant that is not kept any more.</param>
    public PurchaseHistory Before(DateTime instant)
    {
        HistoryColumns columns = HistoryCut.Before(_columns, instant.Ticks);
        return new PurchaseHistory(columns, new LoadReport { RowsRead = columns.Count, RowsKept = columns.Count });
    }

    private DateTime? TimeAt(long[]? column, int row) =>
        column is null ? Absent<DateTime?>(null, row) : column[row] == RawRows.NoTime ? null : new DateTime(column[row]);

    private string? TextAt(int[]? codes, IdTable ids, int row) =>
        codes is null ? Absent<string?>(null, row) : codes[row] < 0 ? null : ids[codes[row]];

    /// <summary>The value of a column that the source lacks, for rows that there are.</summary>
    private T Absent<T>(T value, int row)
    {
        // The column of products has every row, and says so when there is no such one.
        _ = _columns.Products[row];
        return value;
    }

    private Purchase MakePurchase(int row, string? customer) => new()
    {
        Product = Products[_columns.Products[row]],
        Customer = customer,
        Basket = _columns.NumberedBaskets > 0
            ? (_columns.Baskets![row] + 1).ToString(CultureInfo.InvariantCulture)
            : TextAt(_columns.Baskets, _columns.BasketIds, row),
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
