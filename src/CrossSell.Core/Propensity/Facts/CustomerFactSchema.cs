namespace CrossSell;

/// <summary>Which facts of customers are told as numbers, and in which order: attributes, then, where contacts are known, three numbers about them.</summary>
/// <remarks>
/// A number is told as it is, yes and no as 1 and 0, a date as the years from it to the instant, a level as its place among the levels. Contacts are told as how
/// many there were, how many were declined, and the days since the last. Immutable and thread-safe; names columns and no customer.
/// </remarks>
public sealed class CustomerFactSchema
{
    /// <summary>How many numbers tell of contacts.</summary>
    internal const int OfContacts = 3;

    private readonly CustomerFactColumn[] _columns;

    /// <summary>A schema of these columns.</summary>
    /// <param name="columns">The attributes, each name once.</param>
    /// <param name="hasContacts">Whether contacts are told.</param>
    /// <exception cref="ArgumentException">A name is empty, stands twice, or is that of a number about purchases or contacts.</exception>
    public CustomerFactSchema(IReadOnlyList<CustomerFactColumn> columns, bool hasContacts)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _columns = [.. columns];
        HasContacts = hasContacts;
        HashSet<string> taken = [.. Enum.GetValues<HistoryFeatureKind>().Select(kind => new HistoryFeature(kind).Name), DaysSinceContact];
        foreach (CustomerFactColumn column in _columns)
        {
            ArgumentException.ThrowIfNullOrEmpty(column.Name);
            if (!taken.Add(column.Name))
            {
                throw new ArgumentException($"The customers have a column '{column.Name}', and there is another of that name, or one of that name is made from the purchases; give it another name.", nameof(columns));
            }
        }
    }

    /// <summary>The attributes.</summary>
    public IReadOnlyList<CustomerFactColumn> Columns => _columns;

    /// <summary>Whether contacts are told.</summary>
    public bool HasContacts { get; }

    /// <summary>How many numbers a customer has.</summary>
    public int Count => _columns.Length + (HasContacts ? OfContacts : 0);

    /// <summary>The name of the third number about contacts.</summary>
    internal static string DaysSinceContact => "days since the last contact";

    /// <summary>The schema of a table: all its columns.</summary>
    /// <param name="customers">The table; null for no attributes.</param>
    /// <param name="hasContacts">Whether contacts are told.</param>
    /// <exception cref="ArgumentException">A column has the name of a number about purchases or contacts.</exception>
    public static CustomerFactSchema Of(CustomerTable? customers, bool hasContacts = false) =>
        new([.. (customers?.Columns ?? []).Select(column => new CustomerFactColumn(column.Name, column.Kind, column.Kind == CustomerColumnKind.Categorical ? [.. column.Levels] : [], column.IsProtected))], hasContacts);

    /// <summary>The name of a number.</summary>
    /// <param name="place">From 0 to <see cref="Count"/> - 1.</param>
    public string NameOf(int place) => place < _columns.Length ? _columns[place].Name
        : place == _columns.Length ? new HistoryFeature(HistoryFeatureKind.Contacts).Name
        : place == _columns.Length + 1 ? new HistoryFeature(HistoryFeatureKind.Declines).Name : DaysSinceContact;

    /// <summary>Whether any attribute of a customer is known.</summary>
    /// <param name="facts">The numbers.</param>
    internal bool KnowsAttributes(ReadOnlySpan<double> facts)
    {
        foreach (double number in facts[..Math.Min(facts.Length, _columns.Length)])
        {
            if (!double.IsNaN(number))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The numbers of some rows as a column that learners read; ages stand for dates.</summary>
    internal CustomerColumn ColumnOf(int place, double[] numbers)
    {
        CustomerFactColumn? column = place < _columns.Length ? _columns[place] : null;
        if (column?.Kind != CustomerColumnKind.Categorical)
        {
            CustomerColumnKind kind = column is null or { Kind: CustomerColumnKind.Date } ? CustomerColumnKind.Numeric : column.Kind;
            return new CustomerColumn(NameOf(place), kind, numbers, [], [], column?.IsProtected ?? false);
        }

        int[] codes = Array.ConvertAll(numbers, number => double.IsNaN(number) || number >= column.Levels.Count ? -1 : (int)number);
        return new CustomerColumn(column.Name, column.Kind, [], codes, [.. column.Levels], column.IsProtected);
    }
}
