namespace CrossSell;

/// <summary>Puts a <see cref="CustomerTable"/> together column by column; <see cref="Build"/> checks the whole.</summary>
/// <remarks>Not thread-safe. Values are copied when they are handed in.</remarks>
public sealed class CustomerTableBuilder
{
    private readonly List<CustomerColumn> _columns = [];
    private readonly List<string> _faults = [];
    private readonly List<string> _protected = [];
    private string[]? _keys;
    private DateOnly[]? _asOf;
    private DateOnly? _snapshot;

    /// <summary>Adds a column of measured numbers.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One a customer; NaN where it is not known. Infinite numbers are refused by <see cref="Build"/>.</param>
    public CustomerTableBuilder AddNumeric(string name, ReadOnlySpan<double> values) => AddNumbers(name, CustomerColumnKind.Numeric, values.ToArray(), []);

    /// <summary>Adds a column of ordered classes given by numbers.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One a customer, the higher the later in the order; NaN where it is not known.</param>
    public CustomerTableBuilder AddOrdinal(string name, ReadOnlySpan<double> values) => AddNumbers(name, CustomerColumnKind.Ordinal, values.ToArray(), []);

    /// <summary>Adds a column of ordered classes given by names.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One a customer; null where it is not known.</param>
    /// <param name="order">All classes, lowest first, each once. A value that is not among them is refused by <see cref="Build"/>.</param>
    public CustomerTableBuilder AddOrdinal(string name, IEnumerable<string?> values, IReadOnlyList<string> order)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(order);
        var placeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string level in order)
        {
            if (!placeOf.TryAdd(level, placeOf.Count))
            {
                _faults.Add($"column '{name}': the class '{level}' stands twice in the order {string.Join(", ", order)}");
            }
        }

        var numbers = new List<double>();
        foreach (string? value in values)
        {
            if (value is not null && !placeOf.ContainsKey(value))
            {
                _faults.Add($"column '{name}', row {numbers.Count + 1}: '{value}' is none of the classes {string.Join(", ", order)}");
            }

            numbers.Add(value is not null && placeOf.TryGetValue(value, out int place) ? place : double.NaN);
        }

        return AddNumbers(name, CustomerColumnKind.Ordinal, [.. numbers], [.. order]);
    }

    /// <summary>Adds a column of names without an order.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One a customer; null where it is not known. Two texts are one level when they are equal character by character.</param>
    public CustomerTableBuilder AddCategorical(string name, IEnumerable<string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var codeOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var codes = new List<int>();
        foreach (string? value in values)
        {
            if (value is null)
            {
                codes.Add(-1);
                continue;
            }

            if (!codeOf.TryGetValue(value, out int code))
            {
                code = codeOf.Count;
                codeOf.Add(value, code);
            }

            codes.Add(code);
        }

        return AddCategorical(name, [.. codes], [.. codeOf.Keys]);
    }

    /// <summary>Adds a column of yes and no.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One a customer; null where it is not known.</param>
    public CustomerTableBuilder AddBoolean(string name, IEnumerable<bool?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return AddNumbers(name, CustomerColumnKind.Boolean, [.. values.Select(value => value is bool known ? (known ? 1.0 : 0.0) : double.NaN)], []);
    }

    /// <summary>Adds a column of days.</summary>
    /// <param name="name">The column's name.</param>
    /// <param name="values">One a customer; null where it is not known.</param>
    public CustomerTableBuilder AddDate(string name, IEnumerable<DateOnly?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return AddNumbers(name, CustomerColumnKind.Date, [.. values.Select(value => value is DateOnly known ? known.DayNumber : double.NaN)], []);
    }

    /// <summary>Gives the rows keys, such as customer numbers. Learners assign rows to folds by them, so that the order of the rows changes nothing.</summary>
    /// <param name="keys">One a customer, not empty; the same customer may stand there more than once, at different dates.</param>
    public CustomerTableBuilder WithKeys(IEnumerable<string> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _keys = [.. keys];
        return this;
    }

    /// <summary>Says that all customers are looked at on one day.</summary>
    /// <param name="snapshot">Ages and tenures are counted to this day.</param>
    public CustomerTableBuilder WithDate(DateOnly snapshot)
    {
        _snapshot = snapshot;
        _asOf = null;
        return this;
    }

    /// <summary>Says on which day each customer is looked at.</summary>
    /// <param name="dates">One a row.</param>
    public CustomerTableBuilder WithDates(IEnumerable<DateOnly> dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        _asOf = [.. dates];
        _snapshot = null;
        return this;
    }

    /// <summary>Marks columns as protected; see <see cref="CustomerColumn.IsProtected"/>.</summary>
    /// <param name="names">Exact names of columns added before or after.</param>
    public CustomerTableBuilder Protect(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _protected.AddRange(names);
        return this;
    }

    /// <summary>The table of all that was handed in.</summary>
    /// <exception cref="ArgumentException">
    /// Lengths differ, a name is empty or stands twice, a number is infinite, a key is empty, or a protected column does not exist; the message lists all faults.
    /// </exception>
    public CustomerTable Build()
    {
        int count = _columns.Count > 0 ? _columns[0].Count : _keys?.Length ?? _asOf?.Length ?? 0;
        var faults = new List<string>(_faults);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (CustomerColumn column in _columns)
        {
            CheckColumn(column, count, names, faults);
        }

        CheckLength("the keys", _keys?.Length, count, faults);
        CheckLength("the dates", _asOf?.Length, count, faults);
        if (_keys is not null && Array.FindIndex(_keys, string.IsNullOrEmpty) is >= 0 and int row)
        {
            faults.Add($"row {row + 1} has an empty key");
        }

        faults.AddRange(_protected.Where(name => !names.Contains(name)).Select(name => $"the protected column '{name}' does not exist; there are {CustomerTable.NamesOf(_columns)}"));
        if (faults.Count > 0)
        {
            throw new ArgumentException($"The table of customers cannot be built: {string.Join("; ", faults.Take(20))}.");
        }

        HashSet<string> marked = new(_protected, StringComparer.Ordinal);
        CustomerColumn[] columns = [.. _columns.Select(column => marked.Contains(column.Name) ? column.WithProtection(isProtected: true) : column)];
        DateOnly[]? dates = _snapshot is DateOnly day ? [.. Enumerable.Repeat(day, count)] : _asOf;
        return new CustomerTable(columns, count, _keys, dates);
    }

    /// <summary>Takes codes as they come and sorts the levels, so that equal tables are equal whatever the order of their rows.</summary>
    internal CustomerTableBuilder AddCategorical(string name, int[] codes, string[] levels)
    {
        int[] order = [.. Enumerable.Range(0, levels.Length)];
        Array.Sort(order, (a, b) => string.CompareOrdinal(levels[a], levels[b]));
        int[] placeOf = new int[levels.Length];
        for (int place = 0; place < order.Length; place++)
        {
            placeOf[order[place]] = place;
        }

        int[] sorted = [.. codes.Select(code => code < 0 ? -1 : placeOf[code])];
        _columns.Add(new CustomerColumn(name ?? "", CustomerColumnKind.Categorical, [], sorted, [.. order.Select(code => levels[code])], isProtected: false));
        return this;
    }

    private CustomerTableBuilder AddNumbers(string name, CustomerColumnKind kind, double[] numbers, string[] levels)
    {
        _columns.Add(new CustomerColumn(name ?? "", kind, numbers, [], levels, isProtected: false));
        return this;
    }

    private static void CheckColumn(CustomerColumn column, int count, HashSet<string> names, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(column.Name))
        {
            faults.Add("a column has an empty name");
        }
        else if (!names.Add(column.Name))
        {
            faults.Add($"two columns are called '{column.Name}'");
        }

        CheckLength($"column '{column.Name}'", column.Count, count, faults);
        for (int row = 0; row < column.Numbers.Length; row++)
        {
            if (double.IsInfinity(column.Numbers[row]))
            {
                faults.Add($"column '{column.Name}', row {row + 1}: the number is infinite; it must be finite, or NaN where it is not known");
                break;
            }
        }
    }

    private static void CheckLength(string what, int? length, int count, List<string> faults)
    {
        if (length is int actual && actual != count)
        {
            faults.Add($"{what} has {actual} rows where the first column has {count}");
        }
    }
}
