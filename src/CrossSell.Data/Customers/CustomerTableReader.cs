using System.Globalization;

namespace CrossSell.Data;

/// <summary>Gathers the columns of customers text by text, then gives them their kinds. Collects what is wrong on the way.</summary>
internal sealed class CustomerTableReader
{
    private readonly CustomerColumns _options;
    private readonly ColumnTyper _typer;
    private readonly string _source;
    private readonly List<BadRow> _faults = [];
    private readonly TextColumn?[] _columns;

    public CustomerTableReader(IReadOnlyList<string> header, CustomerColumns options, ValueParsers parsers, string source, long headerLine)
    {
        _options = options;
        _source = source;
        _typer = new ColumnTyper(options, parsers, source, _faults);
        HashSet<string> roles = [.. CustomerRoles.Of(options).Select(role => role.Column)];
        _columns = [.. header.Select(name => IsRead(name, roles) ? new TextColumn(name) : null)];
        CheckHeader(header, headerLine);
    }

    /// <summary>The number of columns that every row must have.</summary>
    public int Width => _columns.Length;

    /// <summary>The number of rows read.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether a column is read at all.</summary>
    public bool Takes(int place) => _columns[place] is not null;

    public void Add(int place, ReadOnlySpan<char> text, long line) => _columns[place]?.Add(text, line);

    public void EndRow() => Rows++;

    public void Fail(long line, string? column, string? value, string expected) => _faults.Add(new BadRow(_source, line, column, value, expected));

    public string NameOf(int place) => _columns[place]?.Name ?? "";

    /// <exception cref="CustomerFormatException">There are faults.</exception>
    public CustomerTable BuildTable()
    {
        ThrowIfFaulty();
        CustomerTable table = Build();
        ThrowIfFaulty();
        return table;
    }

    /// <exception cref="CustomerFormatException">There are faults.</exception>
    public LabeledCustomers BuildLabeled()
    {
        RequireFeature();
        ThrowIfFaulty();
        CustomerTable table = Build();
        bool[] labels = Labels(Column(_options.Label)!);
        double[] weights = Column(_options.Weight) is { } column ? Weights(column) : [];
        ThrowIfFaulty();
        return new LabeledCustomers(table, labels, weights);
    }

    private CustomerTable Build()
    {
        HashSet<string> roles = [.. CustomerRoles.Of(_options).Select(role => role.Column)];
        var table = new CustomerTableBuilder();
        foreach (TextColumn? column in _columns)
        {
            if (column is not null && !roles.Contains(column.Name))
            {
                _typer.Add(column, table);
            }
        }

        table.Protect(_options.Protected.Where(name => Column(name) is not null));
        AddKeys(table);
        AddDates(table);
        ThrowIfFaulty();
        return table.Build();
    }

    // A table of nothing but labels has no columns that would say how many rows it has.
    private void RequireFeature()
    {
        HashSet<string> roles = [.. CustomerRoles.Of(_options).Select(role => role.Column)];
        bool hasRows = _options.Key is not null || _options.AsOf is not null;
        if (!hasRows && !Array.Exists(_columns, column => column is not null && !roles.Contains(column.Name)))
        {
            Fail(1, null, null, "at least one column to learn from, beside label, key, weight and date and those that are not read");
        }
    }

    private void AddKeys(CustomerTableBuilder table)
    {
        if (Column(_options.Key) is { } keys)
        {
            RequireAll(keys, text => text.Length > 0, "a key for every customer");
            table.WithKeys(keys.Codes.Select(code => keys.Texts[code]));
        }
    }

    private void AddDates(CustomerTableBuilder table)
    {
        if (_options.Snapshot is DateOnly snapshot)
        {
            table.WithDate(snapshot);
        }
        else if (Column(_options.AsOf) is { } column)
        {
            if (!RequireAll(column, text => !_typer.IsMissing(text), "a date for every customer"))
            {
                return;
            }

            int before = _faults.Count;
            double[] days = _typer.Dates(column, new bool[column.Texts.Count]);
            if (_faults.Count == before)
            {
                table.WithDates(column.Codes.Select(code => DateOnly.FromDayNumber((int)days[code])));
            }
        }
    }

    private bool[] Labels(TextColumn column)
    {
        string words = _options.PositiveLabel is { } positive ? $"a label; '{positive}' means yes" : $"yes or no, true or false, 1 or 0; for other words set {nameof(CustomerColumns.PositiveLabel)}";
        var meaning = new bool[column.Texts.Count];
        for (int code = 0; code < meaning.Length; code++)
        {
            string text = column.Texts[code];
            bool known = _options.PositiveLabel is null ? _typer.TryTruth(text, out meaning[code]) : !_typer.IsMissing(text);
            meaning[code] = _options.PositiveLabel is null ? meaning[code] : string.Equals(text, _options.PositiveLabel, StringComparison.Ordinal);
            if (!known)
            {
                Fail(column.LineOf(code), column.Name, text, text.Length == 0 ? $"a label for every customer, {words}" : words);
            }
        }

        if (_options.PositiveLabel is { } wanted && meaning.Length > 0 && !meaning.Contains(true))
        {
            Fail(column.LineOf(0), column.Name, column.Texts[0], $"'{wanted}' in at least one row, for that is the label that means yes");
        }

        return [.. column.Codes.Select(code => meaning[code])];
    }

    private double[] Weights(TextColumn column)
    {
        if (!RequireAll(column, text => !_typer.IsMissing(text), "a weight for every customer"))
        {
            return [];
        }

        int before = _faults.Count;
        double[] weights = _typer.Numbers(column, new bool[column.Texts.Count]);
        for (int code = 0; code < weights.Length && _faults.Count == before; code++)
        {
            if (weights[code] <= 0)
            {
                Fail(column.LineOf(code), column.Name, column.Texts[code], "a weight above 0");
            }
        }

        return [.. column.Codes.Select(code => weights[code])];
    }

    private bool RequireAll(TextColumn column, Func<string, bool> isThere, string expected)
    {
        for (int code = 0; code < column.Texts.Count; code++)
        {
            if (!isThere(column.Texts[code]))
            {
                Fail(column.LineOf(code), column.Name, column.Texts[code], expected);
                return false;
            }
        }

        return true;
    }

    private void CheckHeader(IReadOnlyList<string> header, long line)
    {
        for (int place = 0; place < header.Count; place++)
        {
            if (string.IsNullOrWhiteSpace(header[place]))
            {
                Fail(line, null, null, string.Create(CultureInfo.InvariantCulture, $"a name for every column; column {place + 1} has none"));
            }
        }

        foreach (string twice in header.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1 && group.Key.Length > 0).Select(group => group.Key))
        {
            Fail(line, twice, null, "each name once in the header");
        }

        string known = header.Count > 20 ? $"{string.Join(", ", header.Take(20).Select(h => $"'{h}'"))} and {header.Count - 20} more" : string.Join(", ", header.Select(h => $"'{h}'"));
        IEnumerable<(string Role, string Column)> wanted = CustomerRoles.Of(_options)
            .Concat(_options.Features.Select(name => ("features", name)))
            .Concat(_options.Kinds.Keys.Select(name => ("kind", name)))
            .Concat(_options.Protected.Select(name => ("protection", name)))
            .Concat(_options.Ignored.Select(name => ("columns that are not read", name)));
        foreach ((string role, string name) in wanted.DistinctBy(pair => pair.Column, StringComparer.Ordinal))
        {
            if (!header.Contains(name, StringComparer.Ordinal))
            {
                Fail(line, null, null, $"a column '{name}' for the {role}; the columns are {known}");
            }
        }
    }

    private bool IsRead(string name, HashSet<string> roles) =>
        roles.Contains(name) || (!_options.Ignored.Contains(name) && (_options.Features.Count == 0 || _options.Features.Contains(name)));

    private TextColumn? Column(string? name) => name is null ? null : Array.Find(_columns, column => column?.Name == name);

    private void ThrowIfFaulty()
    {
        if (_faults.Count > 0)
        {
            throw new CustomerFormatException(_faults);
        }
    }
}
