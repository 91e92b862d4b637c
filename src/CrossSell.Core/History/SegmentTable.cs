namespace CrossSell;

/// <summary>All columns side by side, gathered by group and then sorted within each group.</summary>
internal sealed class SegmentTable
{
    private readonly SegmentColumn[] _all;
    private readonly SegmentColumn[] _tieBreakers;
    private int[] _order = new int[64];
    private long[] _keys = new long[64];

    public SegmentTable(RawRows raw, int[]? order, int[] newProduct)
    {
        Count = raw.Count;
        Times = Gather(raw.Times, order);
        Products = new SegmentColumn<int>(raw.Products.Gather(Count, order) ?? []);
        int[] products = Products.Values;
        for (int r = 0; r < products.Length; r++)
        {
            products[r] = newProduct[products[r]];
        }

        Quantities = Gather(raw.Quantities, order);
        Revenues = Gather(raw.Revenues, order);
        Baskets = Gather(raw.Baskets, order, raw.BasketIds);
        Untils = Gather(raw.Untils, order);
        Sellers = Gather(raw.Sellers, order, raw.SellerIds);
        Channels = Gather(raw.Channels, order, raw.ChannelIds);
        Extras = [.. raw.Extras.Select(e => Gather(e.Codes, order, e.Ids))];
        IEnumerable<SegmentColumn?> extrasByName = raw.ExtraNames.Zip(Extras).OrderBy(e => e.First, StringComparer.Ordinal).Select(e => e.Second);
        _tieBreakers = [.. new SegmentColumn?[] { Baskets, Quantities, Revenues, Untils, Sellers, Channels }.Concat(extrasByName).OfType<SegmentColumn>()];
        _all = [.. new SegmentColumn?[] { Times, Products }.OfType<SegmentColumn>(), .. _tieBreakers];
    }

    public int Count { get; }

    public SegmentColumn<long>? Times { get; }

    public SegmentColumn<int> Products { get; }

    public SegmentColumn<double>? Quantities { get; }

    public SegmentColumn<double>? Revenues { get; }

    public SegmentColumn<int>? Baskets { get; }

    public SegmentColumn<long>? Untils { get; }

    public SegmentColumn<int>? Sellers { get; }

    public SegmentColumn<int>? Channels { get; }

    public IReadOnlyList<SegmentColumn<int>?> Extras { get; }

    public bool IsReturn(int row) => Quantities is not null && Quantities.Values[row] < 0;

    public void SortSegments(int[] starts, CancellationToken cancellationToken)
    {
        for (int g = 0; g + 1 < starts.Length; g++)
        {
            if ((g & 0xFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            SortSegment(starts[g], starts[g + 1]);
        }
    }

    /// <summary>Whether a row comes after the row before it by time, or by product where there are no times: most rows do, and then nothing else need be looked at.</summary>
    public bool Ascends(int row) => KeyOf(row - 1) < KeyOf(row);

    /// <summary>Zero when two rows of one segment are equal in every column.</summary>
    public int Compare(int rowA, int rowB)
    {
        int result = Times is null ? 0 : Times.Compare(rowA, rowB);
        if (result == 0)
        {
            result = Products.Compare(rowA, rowB);
        }

        if (result == 0)
        {
            result = IsReturn(rowA).CompareTo(IsReturn(rowB));
        }

        for (int i = 0; result == 0 && i < _tieBreakers.Length; i++)
        {
            result = _tieBreakers[i].Compare(rowA, rowB);
        }

        return result;
    }

    /// <summary>Keeps the rows that are true in every column.</summary>
    public void Keep(ReadOnlySpan<bool> kept, int keptCount)
    {
        foreach (SegmentColumn column in _all)
        {
            column.Keep(kept, keptCount);
        }
    }

    private void SortSegment(int start, int end)
    {
        int sortedUpTo = start + 1;
        while (sortedUpTo < end && (Ascends(sortedUpTo) || Compare(sortedUpTo - 1, sortedUpTo) <= 0))
        {
            sortedUpTo++;
        }

        if (sortedUpTo >= end)
        {
            return;
        }

        int length = end - start;
        if (_order.Length < length)
        {
            _order = new int[Math.Max(length, 2 * _order.Length)];
            _keys = new long[_order.Length];
        }

        Span<int> order = _order.AsSpan(0, length);
        Span<long> keys = _keys.AsSpan(0, length);
        for (int i = 0; i < length; i++)
        {
            order[i] = start + i;
            keys[i] = KeyOf(start + i);
        }

        keys.Sort(order);
        SortTies(keys, order);
        foreach (SegmentColumn column in _all)
        {
            column.Reorder(start, order);
        }
    }

    /// <summary>The first thing that rows are compared by; most pairs differ in it.</summary>
    private long KeyOf(int row) => Times is null ? Products.Values[row] : Times.Values[row];

    private void SortTies(ReadOnlySpan<long> keys, Span<int> order)
    {
        for (int first = 0; first < keys.Length;)
        {
            int next = first + 1;
            while (next < keys.Length && keys[next] == keys[first])
            {
                next++;
            }

            if (next - first > 1)
            {
                // Rows that compare as equal are equal in every column, so an unstable sort gives the same columns.
                order[first..next].Sort(new ByRow(this));
            }

            first = next;
        }
    }

    private SegmentColumn<T>? Gather<T>(RowColumn<T> column, int[]? order)
        where T : struct, IEquatable<T>, IComparable<T> =>
        column.Gather(Count, order) is { } values ? new SegmentColumn<T>(values) : null;

    /// <summary>Codes follow the order of the source, so rows compare by the texts behind them: absent first, then as ids do.</summary>
    private SegmentColumn<int>? Gather(RowColumn<int> column, int[]? order, IdTableBuilder ids) =>
        column.Gather(Count, order) is { } codes
            ? new SegmentColumn<int>(codes, (a, b) => a == b || a < 0 || b < 0 ? a.CompareTo(b) : IdOrder.Compare(ids.Utf8(a), ids.Utf8(b)))
            : null;

    private readonly struct ByRow(SegmentTable table) : IComparer<int>
    {
        public int Compare(int x, int y) => table.Compare(x, y);
    }
}
