namespace CrossSell;

/// <summary>What a table and contacts say of customers, in the order of a schema.</summary>
/// <remarks>Immutable and thread-safe; neither table nor contacts are copied. A contact at an instant or later is not known at it.</remarks>
public sealed class CustomerTableFacts : ICustomerFacts
{
    private readonly CustomerTable? _customers;
    private readonly CustomerContacts? _contacts;
    private readonly Dictionary<string, int> _rowOf;
    private readonly CustomerColumn?[] _columns;
    private readonly int[]?[] _levels;

    /// <summary>Facts of a table and contacts as a schema orders them.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="customers">The table, with the customers' ids as keys; null when it is not there: then no attribute is known.</param>
    /// <param name="contacts">The contacts; null when none are known.</param>
    /// <exception cref="ArgumentException">The table has no keys, a key twice, or lacks a column of the schema, or has it in another kind; the message names all such columns.</exception>
    public CustomerTableFacts(CustomerFactSchema schema, CustomerTable? customers, CustomerContacts? contacts)
        : this(schema, customers, contacts, required: null)
    {
    }

    /// <param name="schema">The schema.</param>
    /// <param name="customers">The table, or null.</param>
    /// <param name="contacts">The contacts, or null.</param>
    /// <param name="required">The columns that must be there, since something looks at them; null for all.</param>
    internal CustomerTableFacts(CustomerFactSchema schema, CustomerTable? customers, CustomerContacts? contacts, IReadOnlySet<string>? required)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        _customers = customers;
        _contacts = contacts;
        _rowOf = customers is null ? [] : AttributeJoin.Rows(customers);
        _columns = [.. schema.Columns.Select(column => customers is not null && customers.TryGetColumn(column.Name, out CustomerColumn? found) ? found : null)];
        RequireColumns(required);
        _levels = [.. schema.Columns.Select((column, c) => column.Kind == CustomerColumnKind.Categorical && _columns[c] is { Kind: CustomerColumnKind.Categorical } found ? Places(column, found) : null)];
    }

    /// <summary>The order of the numbers.</summary>
    public CustomerFactSchema Schema { get; }

    /// <inheritdoc/>
    public int Count => Schema.Count;

    /// <summary>All that a table and contacts say; null where there are neither.</summary>
    /// <param name="customers">The table; null for none.</param>
    /// <param name="contacts">The contacts; null for none.</param>
    /// <exception cref="ArgumentException">The table has no keys, a key twice, or a column with the name of one made from purchases.</exception>
    public static CustomerTableFacts? Of(CustomerTable? customers, CustomerContacts? contacts = null) =>
        customers is null && contacts is null ? null : new CustomerTableFacts(CustomerFactSchema.Of(customers, contacts is not null), customers, contacts);

    /// <inheritdoc/>
    public void Read(string customer, DateTime? asOf, Span<double> numbers)
    {
        ArgumentNullException.ThrowIfNull(customer);
        numbers[..Count].Fill(double.NaN);
        if (_rowOf.TryGetValue(customer, out int row))
        {
            for (int c = 0; c < _columns.Length; c++)
            {
                numbers[c] = _columns[c] is { } column && !column.IsMissing(row) ? Number(c, column, row, asOf) : double.NaN;
            }
        }

        if (Schema.HasContacts && _contacts is not null)
        {
            long before = asOf?.Ticks ?? long.MaxValue;
            int place = _contacts.PlaceOf(customer);
            (int contacts, int declines) = _contacts.CountAt(place, before);
            Span<double> told = numbers.Slice(_columns.Length, CustomerFactSchema.OfContacts);
            (told[0], told[1]) = (contacts, declines);
            told[2] = asOf is not null && _contacts.LastAt(place, before) is { } last ? (before - last) / (double)TimeSpan.TicksPerDay : double.NaN;
        }
    }

    private double Number(int c, CustomerColumn column, int row, DateTime? asOf) =>
        _levels[c] is { } places ? places[column.LevelCodes[row]]
        : column.Kind != CustomerColumnKind.Date ? column.Numbers[row]
        : ((asOf is { } instant ? DateOnly.FromDateTime(instant) : _customers!.AsOf(row)) is { } day ? (day.DayNumber - column.Numbers[row]) / 365.25 : double.NaN);

    // A level that the schema does not have gets the place after its last.
    private static int[] Places(CustomerFactColumn column, CustomerColumn found)
    {
        Dictionary<string, int> places = column.Levels.Select((level, place) => (level, place)).ToDictionary(pair => pair.level, pair => pair.place, StringComparer.Ordinal);
        return [.. found.Levels.Select(level => places.GetValueOrDefault(level, column.Levels.Count))];
    }

    private void RequireColumns(IReadOnlySet<string>? required)
    {
        if (_customers is null)
        {
            return;
        }

        List<string> faults = [];
        for (int c = 0; c < _columns.Length; c++)
        {
            CustomerFactColumn wanted = Schema.Columns[c];
            if (required?.Contains(wanted.Name) == false)
            {
                // What nothing looks at may be anything, or not there.
                _columns[c] = _columns[c] is { } any && Group(any.Kind) == Group(wanted.Kind) ? any : null;
            }
            else if (_columns[c] is not { } column)
            {
                faults.Add($"column '{wanted.Name}' ({wanted.Kind}) is missing");
            }
            else if (Group(column.Kind) != Group(wanted.Kind) && column.MissingCount < column.Count)
            {
                faults.Add($"column '{wanted.Name}' is {column.Kind} and was {wanted.Kind} in the training");
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
}
