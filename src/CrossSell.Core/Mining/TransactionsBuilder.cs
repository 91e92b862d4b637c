namespace CrossSell.Mining;

/// <summary>Takes baskets one after another and numbers their items: the way from a basket file to <see cref="Transactions"/> without a purchase history.</summary>
/// <remarks>
/// Not thread-safe. 4 bytes an item and 4 a basket, beside each id once. The transactions are those that a history of the same lines would give, except that the
/// history would count an item told twice in a basket as two purchases.
/// </remarks>
public sealed class TransactionsBuilder
{
    private readonly IdTableBuilder _ids = new();
    private readonly PlainNumberCodes _plainNumbers;
    private readonly BadRowLog _badRows;
    private int[] _starts = new int[64];
    private int[] _items = new int[256];
    private int _baskets;
    private int _end;
    private bool _built;

    /// <summary>Starts without baskets.</summary>
    /// <param name="badRows">What <see cref="Reject"/> does; null to stop at the first bad line.</param>
    public TransactionsBuilder(BadRowPolicy? badRows = null)
    {
        _plainNumbers = new PlainNumberCodes(_ids);
        _badRows = new BadRowLog(badRows ?? BadRowPolicy.StopAtFirst);
    }

    /// <summary>What became of the items: <see cref="LoadReport.RowsRead"/> counts items and bad lines, <see cref="LoadReport.DuplicateRows"/> items told twice in
    /// a basket, which are left out.</summary>
    /// <remarks>Complete after <see cref="Build"/>.</remarks>
    public LoadReport Report { get; private set; } = new();

    /// <summary>Adds the next basket from a line of a basket file; a line without items is an empty basket.</summary>
    /// <param name="utf8Items">The items' exact ids, parted by blanks or tabs, valid UTF-8: the caller vouches for it.</param>
    /// <exception cref="InvalidOperationException">The transactions were built already.</exception>
    public void AddBasketLine(ReadOnlySpan<byte> utf8Items)
    {
        ThrowIfBuilt();
        // A line of n bytes has up to (n + 1) / 2 items.
        int most = (utf8Items.Length / 2) + 1;
        if (_items.Length - _end < most)
        {
            Array.Resize(ref _items, Grown(_items.Length, (long)_end + most, "items"));
        }

        for (int i = 0; i < utf8Items.Length; i++)
        {
            int start = i;
            int number = 0;
            for (; i < utf8Items.Length && utf8Items[i] - (uint)'0' <= 9; i++)
            {
                number = unchecked((number * 10) + (utf8Items[i] - '0'));
            }

            bool plain = i == utf8Items.Length || IsBlank(utf8Items[i]);
            while (i < utf8Items.Length && !IsBlank(utf8Items[i]))
            {
                i++;
            }

            if (i > start)
            {
                ReadOnlySpan<byte> id = utf8Items[start..i];
                _items[_end++] = plain ? _plainNumbers.GetOrAdd(number, id) : _ids.GetOrAdd(id);
            }
        }

        _baskets++;
        if (_baskets == _starts.Length)
        {
            Array.Resize(ref _starts, Grown(_starts.Length, _baskets + 1L, "baskets"));
        }

        _starts[_baskets] = _end;
    }

    /// <summary>Counts a line that a reader could not take, as the policy says.</summary>
    /// <exception cref="PurchaseFormatException">Bad lines are not skipped, or there were too many of them.</exception>
    /// <exception cref="InvalidOperationException">The transactions were built already.</exception>
    public void Reject(BadRow badRow)
    {
        ArgumentNullException.ThrowIfNull(badRow);
        ThrowIfBuilt();
        _badRows.Add(badRow);
    }

    /// <summary>Numbers the items and sorts every basket.</summary>
    /// <exception cref="InvalidOperationException">The transactions were built already.</exception>
    public Transactions Build()
    {
        ThrowIfBuilt();
        _built = true;
        (IdTable ids, int[] newCode) = _ids.BuildOrdered();
        int[] starts = _starts.AsSpan(0, _baskets + 1).ToArray();
        int begin = 0;
        int end = 0;
        for (int basket = 0; basket < _baskets; basket++)
        {
            int start = end;
            bool ascending = true;
            for (int at = begin; at < starts[basket + 1]; at++)
            {
                int item = newCode[_items[at]];
                ascending &= end == start || _items[end - 1] < item;
                _items[end++] = item;
            }

            if (!ascending)
            {
                end = start + Transactions.SortAndMerge(_items.AsSpan(start, end - start));
            }

            begin = starts[basket + 1];
            starts[basket + 1] = end;
        }

        Report = new LoadReport
        {
            RowsRead = _end + _badRows.Count,
            RowsKept = end,
            BadRowCount = _badRows.Count,
            BadRows = [.. _badRows.Listed],
            DuplicateRows = _end - end,
        };
        // Room to spare of a half is not worth a copy; the array is the result.
        return new Transactions(starts, end < _items.Length / 2 ? _items.AsSpan(0, end).ToArray() : _items, ids);
    }

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t';

    private static int Grown(int present, long wanted, string what) =>
        wanted <= Array.MaxLength
            ? (int)Math.Min(Array.MaxLength, Math.Max(wanted, 2L * present))
            : throw new NotSupportedException($"Transactions hold up to {Array.MaxLength:N0} {what}; more than that were added.");

    private void ThrowIfBuilt()
    {
        if (_built)
        {
            throw new InvalidOperationException("This builder has built its transactions; new ones need a new builder.");
        }
    }
}
