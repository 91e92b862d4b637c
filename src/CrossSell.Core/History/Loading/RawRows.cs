namespace CrossSell;

/// <summary>The rows as they came in, encoded: ids as numbers, values in columns that exist only when the source has them.</summary>
internal sealed class RawRows
{
    public const long NoTime = long.MinValue;

    private readonly List<(string Name, RowColumn<int> Codes, IdTableBuilder Ids)> _extras = [];
    private readonly List<string> _extraNames = [];
    private readonly PlainNumberCodes _plainNumbers;
    private readonly IdBlock _productBlock;
    private readonly IdBlock _customerBlock;
    private readonly IdBlock _basketBlock;

    public RawRows()
    {
        _plainNumbers = new PlainNumberCodes(ProductIds);
        _productBlock = new IdBlock(ProductIds, Products);
        _customerBlock = new IdBlock(CustomerIds, Customers);
        _basketBlock = new IdBlock(BasketIds, Baskets);
    }

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
        _productBlock.Add(r, row.Product);
        Add(_customerBlock, r, row.Customer);
        Add(_basketBlock, r, row.Basket);
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

    /// <summary>Adds the products of a line, parted by blanks or tabs, and says how many there are.</summary>
    public int AddLine(ReadOnlySpan<byte> line, int basket)
    {
        int first = Count;
        for (int i = 0; i < line.Length; i++)
        {
            int start = i;
            int number = 0;
            for (; i < line.Length && line[i] - (uint)'0' <= 9; i++)
            {
                number = (number * 10) + (line[i] - '0');
            }

            bool plain = i == line.Length || IsBlank(line[i]);
            while (i < line.Length && !IsBlank(line[i]))
            {
                i++;
            }

            if (i > start)
            {
                ReadOnlySpan<byte> id = line[start..i];
                int row = NextRow();
                Products.Set(row, plain ? _plainNumbers.GetOrAdd(number, id) : ProductIds.GetOrAdd(id));
                Baskets.Set(row, basket);
            }
        }

        return Count - first;
    }

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t';

    /// <summary>Numbers the ids that still wait; before the columns are used.</summary>
    public void Complete()
    {
        _productBlock.Flush();
        _customerBlock.Flush();
        _basketBlock.Flush();
    }

    private static void Add(IdBlock block, int row, ReadOnlySpan<char> id)
    {
        if (!IsAbsent(id))
        {
            block.Add(row, id);
        }
    }

    private static int Code(IdTableBuilder ids, ReadOnlySpan<char> id) => IsAbsent(id) ? -1 : ids.GetOrAdd(id);

    // The first character decides nearly always.
    private static bool IsAbsent(ReadOnlySpan<char> id) => id.IsEmpty || (id[0] is not (> ' ' and < '\u007F') && id.IsWhiteSpace());

    private int NextRow() =>
        Count < Array.MaxLength ? Count++ : throw new NotSupportedException($"One history holds up to {Array.MaxLength:N0} rows; more than that were added.");
}
