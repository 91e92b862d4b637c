namespace CrossSell;

/// <summary>The rows as they came in, encoded: ids as numbers, values in columns that exist only when the source has them.</summary>
internal sealed class RawRows
{
    public const long NoTime = long.MinValue;

    private readonly List<(string Name, RowColumn<int> Codes, IdTableBuilder Ids)> _extras = [];
    private readonly List<string> _extraNames = [];

    public int Count { get; private set; }

    public bool DropDuplicates { get; set; }

    public IdTableBuilder ProductIds { get; } = new();

    public IdTableBuilder CustomerIds { get; } = new();

    public IdTableBuilder BasketIds { get; } = new();

    public IdTableBuilder SellerIds { get; } = new();

    public IdTableBuilder ChannelIds { get; } = new();

    // No real code is -2, so that these two columns are always made, even when every code is 0 or -1.
    public RowColumn<int> Products { get; } = new(-2);

    public RowColumn<int> Customers { get; } = new(-1);

    public RowColumn<int> Baskets { get; } = new(-1);

    public RowColumn<long> Times { get; } = new(NoTime);

    public RowColumn<double> Quantities { get; } = new(1.0);

    public RowColumn<double> Revenues { get; } = new(double.NaN);

    public RowColumn<long> Untils { get; } = new(NoTime);

    public RowColumn<int> Sellers { get; } = new(-1);

    public RowColumn<int> Channels { get; } = new(-1);

    public IReadOnlyList<string> ExtraNames => _extraNames;

    public IReadOnlyList<(string Name, RowColumn<int> Codes, IdTableBuilder Ids)> Extras => _extras;

    public void ExtraColumn(string name)
    {
        if (!_extraNames.Contains(name, StringComparer.Ordinal))
        {
            _extraNames.Add(name);
            _extras.Add((name, new RowColumn<int>(-1), new IdTableBuilder()));
        }
    }

    public void Add(in PurchaseRow row)
    {
        int r = NextRow();
        Products.Set(r, ProductIds.GetOrAdd(row.Product));
        Customers.Set(r, Code(CustomerIds, row.Customer));
        Baskets.Set(r, Code(BasketIds, row.Basket));
        Times.Set(r, row.Time?.Ticks ?? NoTime);
        Quantities.Set(r, row.Quantity ?? 1.0);
        // Adding 0 makes 0 of -0, so that equal values have equal bytes.
        Revenues.Set(r, (row.Revenue + 0.0) ?? double.NaN);
        Untils.Set(r, row.HeldUntil?.Ticks ?? NoTime);
        Sellers.Set(r, Code(SellerIds, row.Seller));
        Channels.Set(r, Code(ChannelIds, row.Channel));
        for (int i = 0; i < row.Extras.Length && i < _extras.Count; i++)
        {
            _extras[i].Codes.Set(r, Code(_extras[i].Ids, row.Extras[i]));
        }
    }

    public void Add(ReadOnlySpan<byte> utf8Product, int basket)
    {
        int r = NextRow();
        Products.Set(r, ProductIds.GetOrAdd(utf8Product));
        Baskets.Set(r, basket);
    }

    private static int Code(IdTableBuilder ids, ReadOnlySpan<char> id) => id.IsWhiteSpace() ? -1 : ids.GetOrAdd(id);

    private int NextRow() =>
        Count < Array.MaxLength ? Count++ : throw new NotSupportedException($"One history holds up to {Array.MaxLength:N0} rows; more than that were added.");
}
