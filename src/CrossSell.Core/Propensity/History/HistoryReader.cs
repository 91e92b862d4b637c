namespace CrossSell;

/// <summary>Reads the values of <see cref="HistoryFeatures"/> off one history, for one customer at a time, without allocating.</summary>
/// <remarks>The one place where purchases become numbers: training and scoring both read by it. Immutable and thread-safe.</remarks>
internal sealed class HistoryReader
{
    /// <summary>A twelfth of 365.25 days.</summary>
    private const double Month = TimeSpan.TicksPerDay * 365.25 / 12;

    private readonly PurchaseHistory _history;
    private readonly CustomerContacts? _contacts;
    private readonly int[] _owns;
    private readonly int[] _category;
    private readonly int[] _since;
    private readonly bool[] _held;
    private readonly int[] _placeOfKind;
    private readonly int[] _contactsOf;

    /// <summary>The values of somebody without purchases: of some columns nothing seen is no, not unknown, also of products that this history never saw.</summary>
    private readonly double[] _nothing;

    public HistoryReader(HistoryFeatures features, PurchaseHistory history, CustomerContacts? contacts)
    {
        _history = history;
        _contacts = contacts;
        Dictionary<string, int> categories = Places(features, HistoryFeatureKind.OwnsCategory);
        _owns = OfProducts(history, Places(features, HistoryFeatureKind.Owns));
        _since = OfProducts(history, Places(features, HistoryFeatureKind.MonthsSinceProduct));
        _category = [.. history.Products.Select(id => features.Categories.TryGetValue(id, out string? category) ? categories.GetValueOrDefault(category, -1) : -1)];
        _held = [.. history.Products.Select(id => !features.Repurchasable.Contains(id))];
        _nothing = [.. features.Columns.Select(column => column is { IsIndicator: true } or { Kind: HistoryFeatureKind.Products } ? 0 : double.NaN)];
        _contactsOf = contacts is null ? [] : [.. history.Customers.Select(contacts.PlaceOf)];
        _placeOfKind = new int[Enum.GetValues<HistoryFeatureKind>().Length];
        Array.Fill(_placeOfKind, -1);
        for (int place = 0; place < features.Columns.Count; place++)
        {
            _placeOfKind[(int)features.Columns[place].Kind] = place;
        }
    }

    /// <summary>Writes one number a column, NaN where it is not known.</summary>
    /// <param name="customer">The customer's place in the history.</param>
    /// <param name="before">Rows at it or later do not count.</param>
    /// <param name="at">The instant from which months are counted, and at which holdings must last.</param>
    /// <param name="values">One place a column.</param>
    /// <param name="without">The place of a product whose rows do not count; -1 for none.</param>
    /// <returns>How many rows counted.</returns>
    public int Read(int customer, long before, long at, Span<double> values, int without = -1)
    {
        ReadNothing(values);
        HistoryColumns columns = _history.Columns;
        int rows = 0;
        double revenue = double.NaN;
        long first = RawRows.NoTime;
        long last = RawRows.NoTime;
        for (int row = columns.CustomerStarts[customer]; row < columns.CustomerStarts[customer + 1]; row++)
        {
            int product = columns.Products[row];
            long time = columns.Times is { } times ? times[row] : RawRows.NoTime;
            if (time >= before || product == without)
            {
                continue;
            }

            rows++;
            if (columns.Revenues is { } revenues && !double.IsNaN(revenues[row]))
            {
                revenue = (double.IsNaN(revenue) ? 0 : revenue) + revenues[row];
            }

            if (time != RawRows.NoTime)
            {
                first = first == RawRows.NoTime ? time : first;
                last = time;
            }

            if (IsHeld(columns, row, product, at))
            {
                Own(product, time, at, values);
            }
        }

        Set(values, HistoryFeatureKind.Purchases, rows);
        Set(values, HistoryFeatureKind.Revenue, revenue);
        Set(values, HistoryFeatureKind.MonthsSinceFirst, Months(first, at));
        Set(values, HistoryFeatureKind.MonthsSinceLast, Months(last, at));
        CountContacts(customer, before, values);
        return rows;
    }

    /// <summary>Marks the columns that may hold something else than for somebody without purchases.</summary>
    /// <param name="customer">The customer's place in the history.</param>
    /// <param name="columns">Takes a bit for each.</param>
    public void Touch(int customer, Span<ulong> columns)
    {
        foreach (int place in _placeOfKind)
        {
            Touch(columns, place);
        }

        HistoryColumns rows = _history.Columns;
        for (int row = rows.CustomerStarts[customer]; row < rows.CustomerStarts[customer + 1]; row++)
        {
            int product = rows.Products[row];
            Touch(columns, _owns[product]);
            Touch(columns, _category[product]);
            Touch(columns, _since[product]);
        }
    }

    /// <summary>The values of somebody without purchases.</summary>
    /// <param name="values">One place a column.</param>
    public void ReadNothing(Span<double> values) => _nothing.CopyTo(values);

    /// <summary>Whether a row's product is held at an instant; a repurchasable one always is.</summary>
    public bool IsHeld(HistoryColumns columns, int row, int product, long at) =>
        !_held[product] || columns.Untils is not { } untils || untils[row] == RawRows.NoTime || untils[row] > at;

    /// <summary>Whether a product is held after a purchase, so that it cannot be bought again meanwhile.</summary>
    public bool IsHeldKind(int product) => _held[product];

    private static void Touch(Span<ulong> columns, int column)
    {
        if (column >= 0)
        {
            columns[column >> 6] |= 1UL << column;
        }
    }

    private static double Months(long from, long to) => from == RawRows.NoTime ? double.NaN : (to - from) / Month;

    // Rows come in order of time, so the last one of a product stays.
    private void Own(int product, long time, long at, Span<double> values)
    {
        if (_owns[product] >= 0 && values[_owns[product]] == 0)
        {
            values[_owns[product]] = 1;
            int all = _placeOfKind[(int)HistoryFeatureKind.Products];
            if (all >= 0)
            {
                values[all]++;
            }
        }

        if (_category[product] >= 0)
        {
            values[_category[product]] = 1;
        }

        if (_since[product] >= 0 && time != RawRows.NoTime)
        {
            values[_since[product]] = Months(time, at);
        }
    }

    private void CountContacts(int customer, long before, Span<double> values)
    {
        if (_contacts is not null)
        {
            (int contacts, int declines) = _contacts.CountAt(_contactsOf[customer], before);
            Set(values, HistoryFeatureKind.Contacts, contacts);
            Set(values, HistoryFeatureKind.Declines, declines);
        }
    }

    private void Set(Span<double> values, HistoryFeatureKind kind, double value)
    {
        if (_placeOfKind[(int)kind] is >= 0 and int place)
        {
            values[place] = value;
        }
    }

    private static Dictionary<string, int> Places(HistoryFeatures features, HistoryFeatureKind kind) =>
        Enumerable.Range(0, features.Columns.Count).Where(place => features.Columns[place].Kind == kind).ToDictionary(place => features.Columns[place].Subject!, StringComparer.Ordinal);

    private static int[] OfProducts(PurchaseHistory history, Dictionary<string, int> places) => [.. history.Products.Select(id => places.GetValueOrDefault(id, -1))];
}
