using System.Numerics;

namespace CrossSell;

/// <summary>A history and a table of customers seen through the fields of a model: for each customer the code of every field, at one instant.</summary>
/// <remarks>What a customer is has its codes from the start; what he bought is read when he is asked about. Immutable and thread-safe.</remarks>
internal sealed class BoundPropensity
{
    private readonly PropensityField[] _fields;
    private readonly int[] _historyColumn;
    private readonly int[] _fieldStartsOfColumn;
    private readonly int[] _fieldsOfColumn;
    private readonly int[] _attributeFields;
    private readonly CustomerColumn?[] _columns;
    private readonly int[]?[] _levelCodes;
    private readonly byte[] _attributeCodes;
    private readonly HistoryReader _reader;
    private readonly CustomerTable? _customers;
    private readonly Dictionary<string, int> _rowOf;
    private readonly int[] _rowOfCustomer;
    private readonly int _values;
    private readonly long _asOf;
    private readonly int? _day;

    /// <exception cref="ArgumentException">The customers lack a column that the model learned from, or have it in another kind, or have no keys, or a key twice; the message names all such columns.</exception>
    public BoundPropensity(ProductPropensity propensity, PurchaseHistory history, CustomerTable? customers, CustomerContacts? contacts, DateTime? asOf)
    {
        _fields = [.. propensity.Fields];
        _customers = customers;
        _values = propensity.History.Columns.Count;
        _asOf = asOf?.Ticks ?? long.MaxValue;
        _day = asOf is { } instant ? DateOnly.FromDateTime(instant).DayNumber : null;
        _reader = new HistoryReader(propensity.History, history, contacts);
        _historyColumn = [.. _fields.Select(field => field.Source is { } source ? PlaceOf(propensity.History.Columns, source) : -1)];
        _columns = [.. _fields.Select(field => field.Source is null && customers is not null && customers.TryGetColumn(field.Name, out CustomerColumn? column) ? column : null)];
        RequireColumns(asOf is not null);
        _levelCodes =
        [
            .. _fields.Select((field, f) => field.Kind == CustomerColumnKind.Categorical && _columns[f] is { Kind: CustomerColumnKind.Categorical } column ? column.Levels.Select(field.CodeOf).ToArray() : null),
        ];
        (_fieldStartsOfColumn, _fieldsOfColumn) = FieldsOfColumns(_historyColumn, _values);
        _attributeFields = [.. Enumerable.Range(0, _fields.Length).Where(f => _historyColumn[f] < 0)];
        bool fit = (long)(customers?.Count ?? 0) * _attributeFields.Length <= Array.MaxLength && Array.TrueForAll(_attributeFields, field => _fields[field].Codes <= byte.MaxValue + 1);
        _attributeCodes = customers is null || !fit ? [] : AttributeCodes(customers.Count);
        _rowOf = customers is null ? [] : AttributeJoin.Rows(customers);
        _rowOfCustomer = customers is null ? [] : [.. history.Customers.Select(id => _rowOf.GetValueOrDefault(id, -1))];
    }

    /// <summary>The customer's row among the attributes; -1 when there is none.</summary>
    public int RowOf(string customer) => _rowOf.GetValueOrDefault(customer, -1);

    /// <summary>The codes of a customer of the history.</summary>
    public ReadOnlySpan<int> Read(int customer, ScoreScratch scratch)
    {
        Span<double> values = scratch.Values(_values);
        ReadValues(customer, values);
        return Encode(values, _customers is null ? -1 : _rowOfCustomer[customer], scratch);
    }

    /// <summary>The codes of somebody whom the history does not know.</summary>
    /// <param name="row">The row among the attributes, or -1.</param>
    /// <param name="scratch">This thread's work space.</param>
    public ReadOnlySpan<int> ReadUnknown(int row, ScoreScratch scratch)
    {
        Span<double> values = scratch.Values(_values);
        _reader.ReadNothing(values);
        return Encode(values, row, scratch);
    }

    /// <summary>Of a customer's codes those that change something, as <see cref="CompiledPropensity.Unusual"/> tells them from <see cref="Read"/>, without a look at all the others.</summary>
    /// <param name="customer">The customer's place in the history.</param>
    /// <param name="weights">What the codes are asked of.</param>
    /// <param name="scratch">This thread's work space, where the codes are.</param>
    public ReadOnlySpan<int> ReadUnusual(int customer, CompiledPropensity weights, ScoreScratch scratch)
    {
        Span<double> values = scratch.Values(_values);
        ReadValues(customer, values);
        Span<ulong> touched = scratch.Columns(Bitset.Words(_values));
        touched.Clear();
        _reader.Touch(customer, touched);
        Span<int> unusual = scratch.Rows(_fields.Length + 1);
        int count = 0;
        for (int word = 0; word < touched.Length; word++)
        {
            for (ulong bits = touched[word]; bits != 0; bits &= bits - 1)
            {
                int column = (word << 6) + BitOperations.TrailingZeroCount(bits);
                for (int at = _fieldStartsOfColumn[column]; at < _fieldStartsOfColumn[column + 1]; at++)
                {
                    count = weights.Note(_fieldsOfColumn[at], _fields[_fieldsOfColumn[at]].CodeOf(values[column]), unusual, count);
                }
            }
        }

        int row = _customers is null ? -1 : _rowOfCustomer[customer];
        if (row >= 0)
        {
            ReadOnlySpan<byte> known = KnownOf(row);
            for (int f = 0; f < _attributeFields.Length; f++)
            {
                int field = _attributeFields[f];
                count = weights.Note(field, known.IsEmpty ? AttributeCode(field, row) : known[f], unusual, count);
            }
        }

        return InOrder(unusual[..count]);
    }

    /// <summary>What each field's column holds for a customer, as text; null where it is not known.</summary>
    /// <param name="customer">The customer's place in the history, or -1.</param>
    /// <param name="id">The customer's id.</param>
    /// <param name="scratch">This thread's work space.</param>
    public string?[] Texts(int customer, string id, ScoreScratch scratch)
    {
        Span<double> values = scratch.Values(_values);
        if (customer >= 0)
        {
            ReadValues(customer, values);
        }
        else
        {
            _reader.ReadNothing(values);
        }

        int row = RowOf(id);
        string?[] texts = new string?[_fields.Length];
        for (int f = 0; f < texts.Length; f++)
        {
            texts[f] = _historyColumn[f] >= 0 ? Text(values[_historyColumn[f]], _fields[f].Kind) : row < 0 ? null : _columns[f]?.Text(row);
        }

        return texts;
    }

    private static string? Text(double value, CustomerColumnKind kind) =>
        double.IsNaN(value) ? null
        : kind == CustomerColumnKind.Boolean ? (value != 0 ? "true" : "false")
        : Math.Round(value, 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void ReadValues(int customer, Span<double> values) => _reader.Read(customer, _asOf == long.MaxValue ? long.MaxValue : _asOf + 1, _asOf, values);

    private Span<int> Encode(ReadOnlySpan<double> values, int row, ScoreScratch scratch)
    {
        Span<int> codes = scratch.Codes(_fields.Length);
        for (int field = 0; field < codes.Length; field++)
        {
            codes[field] = _historyColumn[field] >= 0 ? _fields[field].CodeOf(values[_historyColumn[field]])
                : row >= 0 ? AttributeCode(field, row)
                : _fields[field].MissingCode;
        }

        return codes;
    }

    // Nearly in order as they come: those of purchases, then those of attributes.
    private static Span<int> InOrder(Span<int> codes)
    {
        for (int i = 1; i < codes.Length; i++)
        {
            int code = codes[i];
            int place = i;
            for (; place > 0 && codes[place - 1] > code; place--)
            {
                codes[place] = codes[place - 1];
            }

            codes[place] = code;
        }

        return codes;
    }

    private ReadOnlySpan<byte> KnownOf(int row) => _attributeCodes.Length == 0 ? [] : _attributeCodes.AsSpan(row * _attributeFields.Length, _attributeFields.Length);

    private int AttributeCode(int field, int row) => _columns[field] is not { } column || column.IsMissing(row) ? _fields[field].MissingCode
        : _levelCodes[field] is { } levels ? levels[column.LevelCodes[row]]
        : _fields[field].CodeOf(Number(column, row));

    // A customer's codes side by side, a byte each: one line of the cache to fetch instead of one for each column.
    private byte[] AttributeCodes(int rows)
    {
        byte[] codes = new byte[rows * _attributeFields.Length];
        for (int f = 0; f < _attributeFields.Length; f++)
        {
            for (int row = 0; row < rows; row++)
            {
                codes[(row * _attributeFields.Length) + f] = (byte)AttributeCode(_attributeFields[f], row);
            }
        }

        return codes;
    }

    private static (int[] Starts, int[] Fields) FieldsOfColumns(int[] columnOfField, int columns)
    {
        int[] fields = [.. Enumerable.Range(0, columnOfField.Length).Where(f => columnOfField[f] >= 0).OrderBy(f => columnOfField[f])];
        int[] starts = new int[columns + 1];
        foreach (int field in fields)
        {
            starts[columnOfField[field] + 1]++;
        }

        for (int column = 0; column < columns; column++)
        {
            starts[column + 1] += starts[column];
        }

        return (starts, fields);
    }

    // The same as a learner's encoding: years of 365.25 days from a date to the day of the look.
    private double Number(CustomerColumn column, int row) => column.Kind != CustomerColumnKind.Date
        ? column.Numbers[row]
        : ((_day ?? _customers!.AsOf(row)!.Value.DayNumber) - column.Numbers[row]) / 365.25;

    private void RequireColumns(bool hasDay)
    {
        if (_customers is null)
        {
            return;
        }

        List<string> faults = [];
        for (int f = 0; f < _fields.Length; f++)
        {
            if (_historyColumn[f] >= 0)
            {
                continue;
            }

            if (_columns[f] is not { } column)
            {
                faults.Add($"column '{_fields[f].Name}' ({_fields[f].Kind}) is missing");
            }
            else if (Group(column.Kind) != Group(_fields[f].Kind) && column.MissingCount < column.Count)
            {
                faults.Add($"column '{_fields[f].Name}' is {column.Kind} and was {_fields[f].Kind} in the training");
            }
            else if (column.Kind == CustomerColumnKind.Date && !hasDay && !_customers.HasDates)
            {
                faults.Add($"column '{_fields[f].Name}' holds dates, and neither purchases nor customers say on which day the customers are looked at");
            }
        }

        if (faults.Count > 0)
        {
            throw new ArgumentException($"The customers do not have the columns that the model learned from: {string.Join("; ", faults)}. They have {CustomerTable.NamesOf(_customers.Columns)}.");
        }
    }

    private static int Group(CustomerColumnKind kind) => kind switch
    {
        CustomerColumnKind.Categorical => 0,
        CustomerColumnKind.Date => 1,
        _ => 2,
    };

    private static int PlaceOf(IReadOnlyList<HistoryFeature> columns, HistoryFeature wanted)
    {
        for (int place = 0; place < columns.Count; place++)
        {
            if (columns[place] == wanted)
            {
                return place;
            }
        }

        return -1;
    }
}
