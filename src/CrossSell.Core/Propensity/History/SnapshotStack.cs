using System.Runtime.InteropServices;

namespace CrossSell;

/// <summary>Puts the features of several instants, of one history or several, below one another in one table.</summary>
internal sealed class SnapshotStack
{
    private readonly HistoryFeatures _features;
    private readonly CustomerTable? _attributes;
    private readonly CustomerSample? _sample;
    private readonly Dictionary<string, int> _rowOf;
    private readonly List<double>[] _values;
    private readonly List<string> _keys = [];
    private readonly List<int> _attributeRows = [];
    private readonly List<DateOnly> _dates = [];
    private readonly double[] _one;

    public SnapshotStack(HistoryFeatures features, CustomerTable? attributes, CustomerSample? sample)
    {
        _features = features;
        _attributes = attributes;
        _sample = sample;
        _rowOf = attributes is null ? [] : AttributeJoin.Rows(attributes);
        _values = [.. features.Columns.Select(_ => new List<double>())];
        _one = new double[features.Columns.Count];
        HashSet<string> names = [.. features.Columns.Select(column => column.Name)];
        if (attributes?.Columns.FirstOrDefault(column => names.Contains(column.Name)) is { } clash)
        {
            throw new ArgumentException($"The customers have a column '{clash.Name}', and a column of that name is made from the purchases; give it another name.", nameof(attributes));
        }
    }

    public int Count => _keys.Count;

    /// <summary>The customers in the order of their ids, so that the order in which purchases come in decides nothing.</summary>
    public static int[] CustomersById(PurchaseHistory history)
    {
        string[] ids = [.. history.Customers];
        int[] order = [.. Enumerable.Range(0, ids.Length)];
        Array.Sort(ids, order, StringComparer.Ordinal);
        return order;
    }

    /// <summary>Adds a row for each customer with a purchase before the instant.</summary>
    /// <returns>For each new row the customer's place in the history.</returns>
    public List<int> Add(PurchaseHistory history, DateTime? snapshot, CustomerContacts? contacts)
    {
        var reader = new HistoryReader(_features, history, contacts);
        var customers = new List<int>();
        foreach (int customer in CustomersById(history))
        {
            if (_sample?.Takes(customer) != false && TryAdd(reader, history, customer, snapshot, without: -1))
            {
                customers.Add(customer);
            }
        }

        return customers;
    }

    /// <summary>Adds a row for one customer, one product left out; nothing when no other purchase remains.</summary>
    public bool TryAdd(HistoryReader reader, PurchaseHistory history, int customer, DateTime? snapshot, int without)
    {
        long at = snapshot?.Ticks ?? long.MaxValue;
        if (reader.Read(customer, at, at, _one, without) == 0)
        {
            return false;
        }

        for (int column = 0; column < _values.Length; column++)
        {
            _values[column].Add(_one[column]);
        }

        string key = history.Customers[customer];
        int row = _rowOf.GetValueOrDefault(key, -1);
        _keys.Add(key);
        _attributeRows.Add(row);
        if (snapshot is { } instant)
        {
            _dates.Add(DateOnly.FromDateTime(instant));
        }
        else if (_attributes is { HasDates: true })
        {
            _dates.Add(_attributes.AsOf(Math.Max(0, row))!.Value);
        }

        return true;
    }

    public CustomerTable Build()
    {
        var columns = new List<CustomerColumn>();
        for (int place = 0; place < _values.Length; place++)
        {
            HistoryFeature feature = _features.Columns[place];
            CustomerColumnKind kind = feature.IsIndicator ? CustomerColumnKind.Boolean : CustomerColumnKind.Numeric;
            columns.Add(new CustomerColumn(feature.Name, kind, [.. _values[place]], [], [], isProtected: false));
        }

        foreach (CustomerColumn column in _attributes?.Columns ?? [])
        {
            columns.Add(AttributeJoin.Select(column, CollectionsMarshal.AsSpan(_attributeRows)));
        }

        return new CustomerTable([.. columns], _keys.Count, [.. _keys], _dates.Count == 0 ? null : [.. _dates]);
    }
}
