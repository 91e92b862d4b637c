namespace CrossSell;

/// <summary>Takes purchases one after another, in any order, and builds the history: once, then it refuses.</summary>
/// <remarks>
/// Not thread-safe. A row takes 4 bytes for each id and 8 for each time or number that the source has. Building sorts: O(rows × log of the rows of one customer).
/// </remarks>
public sealed class PurchaseHistoryBuilder
{
    private readonly RowValidator _validator;
    private readonly BadRowLog _badRows;
    private readonly RawRows _rows = new();
    private int _numberedBaskets;
    private bool _built;

    /// <summary>Starts an empty history.</summary>
    /// <param name="options">How rows become a history; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public PurchaseHistoryBuilder(PurchaseHistoryOptions? options = null)
    {
        options ??= new PurchaseHistoryOptions();
        if (options.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        _validator = new RowValidator(options);
        _badRows = new BadRowLog(options.BadRows);
        _rows.DropDuplicates = options.Duplicates == DuplicateHandling.Drop;
    }

    /// <summary>Rows taken so far, those that building may still leave out (returns, duplicates) included.</summary>
    public int RowCount => _rows.Count;

    /// <summary>Names the further columns, before the first row; their values then come in this order in <see cref="PurchaseRow.Extras"/>.</summary>
    /// <exception cref="ArgumentException">A name is empty or stands there twice.</exception>
    /// <exception cref="InvalidOperationException">Rows were added already.</exception>
    public void DeclareExtras(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        ThrowIfBuilt();
        if (_rows.Count > 0)
        {
            throw new InvalidOperationException("Further columns are declared before the first row is added.");
        }

        // All are checked before one is taken: values come by place, so a name that stood there twice would shift those after it.
        var seen = new HashSet<string>(_rows.ExtraNames, StringComparer.Ordinal);
        foreach (string name in names)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(names));
            if (!seen.Add(name))
            {
                throw new ArgumentException($"The further column '{name}' is declared twice; each needs a name of its own.", nameof(names));
            }
        }

        foreach (string name in names)
        {
            _rows.ExtraColumn(name);
        }
    }

    /// <summary>Adds a purchase.</summary>
    /// <exception cref="PurchaseFormatException">The purchase has a fault and bad rows are not skipped; the line told is the purchase's number.</exception>
    /// <exception cref="InvalidOperationException">The history was built already.</exception>
    public void Add(Purchase purchase)
    {
        ArgumentNullException.ThrowIfNull(purchase);
        IReadOnlyList<string> names = _rows.ExtraNames;
        string?[] extras = [];
        if (purchase.Extras is { Count: > 0 } named)
        {
            names = [.. names, .. named.Keys.Except(names, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            extras = new string?[names.Count];
            for (int i = 0; i < extras.Length; i++)
            {
                // By the exact name, whatever comparer the dictionary has.
                extras[i] = named.FirstOrDefault(e => string.Equals(e.Key, names[i], StringComparison.Ordinal)).Value;
            }
        }

        var row = new PurchaseRow
        {
            Product = purchase.Product,
            Customer = purchase.Customer,
            Basket = purchase.Basket,
            Time = purchase.Time,
            Quantity = purchase.Quantity,
            Revenue = purchase.Revenue,
            HeldUntil = purchase.HeldUntil,
            Seller = purchase.Seller,
            Channel = purchase.Channel,
            Extras = extras,
        };
        if (!Offer(row, names, out RowFault fault))
        {
            Reject(new BadRow("purchases", _validator.RowsSeen, fault.Column, fault.Value, fault.Expected));
        }
    }

    /// <summary>Adds a row without making a string of its texts.</summary>
    /// <param name="row">The row; its texts are copied.</param>
    /// <param name="fault">What is wrong with it when the result is false; the caller knows where the row stands and calls <see cref="Reject"/>.</param>
    /// <returns>False when the row has a fault and was not taken. True also for rows that are left out by an option, such as a quantity of 0.</returns>
    /// <exception cref="ArgumentException">The row has more further values than columns were declared.</exception>
    /// <exception cref="InvalidOperationException">The history was built already, or numbered baskets were begun.</exception>
    public bool TryAdd(in PurchaseRow row, out RowFault fault)
    {
        if (row.Extras.Length > _rows.ExtraNames.Count)
        {
            throw new ArgumentException($"The row has {row.Extras.Length} further values; {_rows.ExtraNames.Count} columns were declared for them.", nameof(row));
        }

        return Offer(row, _rows.ExtraNames, out fault);
    }

    /// <summary>Counts a bad row that a reader met, as <see cref="PurchaseHistoryOptions.BadRows"/> says.</summary>
    /// <exception cref="PurchaseFormatException">Bad rows are not skipped, or there were too many of them.</exception>
    /// <exception cref="InvalidOperationException">The history was built already.</exception>
    public void Reject(BadRow badRow)
    {
        ArgumentNullException.ThrowIfNull(badRow);
        ThrowIfBuilt();
        _badRows.Add(badRow);
    }

    /// <summary>Counts a row that a reader could not even offer to <see cref="TryAdd"/>, such as one with a field missing.</summary>
    /// <exception cref="PurchaseFormatException">Bad rows are not skipped, or there were too many of them.</exception>
    public void RejectUnread(BadRow badRow)
    {
        ArgumentNullException.ThrowIfNull(badRow);
        ThrowIfBuilt();
        _validator.RowsSeen++;
        _badRows.Add(badRow);
    }

    /// <summary>Begins the next anonymous basket, numbered from 1. A basket that gets no item is an empty basket and counts as one.</summary>
    /// <exception cref="InvalidOperationException">The history was built already, or rows with ids were added.</exception>
    public void StartBasket()
    {
        ThrowIfBuilt();
        if (_rows.Count > 0 && _numberedBaskets == 0)
        {
            throw new InvalidOperationException($"Rows with ids and baskets begun by {nameof(StartBasket)} do not mix in one history.");
        }

        _numberedBaskets = checked(_numberedBaskets + 1);
    }

    /// <summary>Adds a product to the basket begun last.</summary>
    /// <param name="utf8Product">The product's exact id as UTF-8, not empty and valid UTF-8: the caller vouches for it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is empty.</exception>
    /// <exception cref="InvalidOperationException">No basket was begun, or the history was built already.</exception>
    public void AddItem(ReadOnlySpan<byte> utf8Product)
    {
        ThrowIfBuilt();
        if (_numberedBaskets == 0)
        {
            throw new InvalidOperationException($"An item needs a basket: call {nameof(StartBasket)} first.");
        }

        ArgumentOutOfRangeException.ThrowIfZero(utf8Product.Length);
        _validator.RowsSeen++;
        _rows.Add(utf8Product, _numberedBaskets - 1);
    }

    /// <summary>Adds the next anonymous basket from a line of a basket file; a line without items is an empty basket. The fastest way in.</summary>
    /// <param name="utf8Items">The products' exact ids, parted by blanks or tabs, valid UTF-8: the caller vouches for it.</param>
    /// <exception cref="InvalidOperationException">The history was built already, or rows with ids were added.</exception>
    public void AddBasketLine(ReadOnlySpan<byte> utf8Items)
    {
        StartBasket();
        _validator.RowsSeen += _rows.AddLine(utf8Items, _numberedBaskets - 1);
    }

    /// <summary>Adds an anonymous basket of products, whole or not at all.</summary>
    /// <exception cref="ArgumentException">A product's id is null, blank, or broken: it has half a surrogate pair, or U+FFFD, which stands for what could not be decoded.</exception>
    /// <exception cref="InvalidOperationException">The history was built already, or rows with ids were added.</exception>
    public void AddBasket(IEnumerable<string> products)
    {
        ArgumentNullException.ThrowIfNull(products);
        var items = new List<byte[]>();
        foreach (string product in products)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(product, nameof(products));
            if (RowValidator.IsBroken(product))
            {
                throw new ArgumentException($"The product '{product}' is not text that can be decoded exactly.", nameof(products));
            }

            items.Add(System.Text.Encoding.UTF8.GetBytes(product));
        }

        StartBasket();
        foreach (byte[] item in items)
        {
            AddItem(item);
        }
    }

    /// <summary>Sorts what was added and builds the history.</summary>
    /// <param name="cancellationToken">Ends the work between two of its steps.</param>
    /// <exception cref="InvalidOperationException">The history was built already.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public PurchaseHistory Build(CancellationToken cancellationToken = default)
    {
        ThrowIfBuilt();
        _built = true;
        HistoryColumns columns = HistoryAssembler.Assemble(_rows, _numberedBaskets, out AssemblyCounts counts, cancellationToken);
        return new PurchaseHistory(columns, new LoadReport
        {
            RowsRead = _validator.RowsSeen,
            RowsKept = columns.Count,
            BadRowCount = _badRows.Count,
            BadRows = [.. _badRows.Listed],
            DuplicateRows = counts.Duplicates,
            ZeroQuantityRows = _validator.ZeroQuantities,
            ReturnsMatched = counts.ReturnsMatched,
            ReturnsUnmatched = counts.ReturnsUnmatched + _validator.IgnoredReturns,
            PurchasesReturned = counts.PurchasesReturned,
            FutureRows = _validator.FutureRows,
        });
    }

    private bool Offer(in PurchaseRow row, IReadOnlyList<string> extraNames, out RowFault fault)
    {
        ThrowIfBuilt();
        if (_numberedBaskets > 0)
        {
            throw new InvalidOperationException($"Rows with ids and baskets begun by {nameof(StartBasket)} do not mix in one history.");
        }

        RowVerdict verdict = _validator.Check(row, extraNames, out fault);
        if (verdict == RowVerdict.Take)
        {
            // Columns that this row is the first to name come only now, so that a refused row leaves nothing behind.
            for (int i = _rows.ExtraNames.Count; i < row.Extras.Length; i++)
            {
                _rows.ExtraColumn(extraNames[i]);
            }

            _rows.Add(row);
        }

        return verdict != RowVerdict.Refuse;
    }

    private void ThrowIfBuilt()
    {
        if (_built)
        {
            throw new InvalidOperationException("This builder has built its history; a new history needs a new builder.");
        }
    }
}
