namespace CrossSell;

/// <summary>What the columns of a table of customers are: roles, kinds where they should not be found by looking at the values, protection.</summary>
/// <remarks>Not thread-safe while it is changed. Columns are named exactly as in the header, or V1, V2, … where there is none.</remarks>
public sealed class CustomerColumns
{
    /// <summary>The column with the customer's key; it is no feature.</summary>
    /// <value>Default: null, rows have no keys.</value>
    public string? Key { get; set; }

    /// <summary>The column with the answer that a model learns; it is no feature.</summary>
    /// <value>Default: null. A table to be scored may have it or not.</value>
    public string? Label { get; set; }

    /// <summary>The label's text that means yes.</summary>
    /// <value>Default: null, which takes 1, true, yes, y, ja, j as yes and 0, false, no, n, nein as no.</value>
    public string? PositiveLabel { get; set; }

    /// <summary>The column with the number of customers that a row stands for; it is no feature.</summary>
    /// <value>Default: null, every row counts once.</value>
    public string? Weight { get; set; }

    /// <summary>The column with the day on which the customer is looked at; it is no feature.</summary>
    /// <value>Default: null.</value>
    public string? AsOf { get; set; }

    /// <summary>The one day on which all customers are looked at.</summary>
    /// <value>Default: null. Not together with <see cref="AsOf"/>.</value>
    public DateOnly? Snapshot { get; set; }

    /// <summary>Kinds that are known, by column; the others are found by looking at the values (docs/formats.md).</summary>
    public IDictionary<string, CustomerColumnKind> Kinds { get; } = new Dictionary<string, CustomerColumnKind>(StringComparer.Ordinal);

    /// <summary>Columns that are read but marked as protected, such as age or gender.</summary>
    public ISet<string> Protected { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Columns that are not read, such as what is known only after the sale.</summary>
    public ISet<string> Ignored { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The only columns that are features; what is neither among them nor has a role is not read.</summary>
    /// <value>Default: none, which takes every column.</value>
    public ISet<string> Features { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Texts that mean that a value is not known, beside the empty one; case does not matter.</summary>
    /// <value>Default: NA, N/A, NaN, NULL and ?.</value>
    public ISet<string> MissingTexts { get; } = new HashSet<string>(["NA", "N/A", "NaN", "NULL", "?"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The most levels of a categorical column; one more is taken for a mistake, such as a column of names or numbers of contracts.</summary>
    /// <value>Default: 1,000. At least 1.</value>
    public int MaxLevels { get; set; } = 1_000;

    /// <summary>Takes the kinds and protections of a table that was read before, so that customers to be scored are read as those of the training were.</summary>
    /// <param name="table">The earlier table.</param>
    public void TakeKindsFrom(CustomerTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (CustomerColumn column in table.Columns)
        {
            Kinds[column.Name] = column.Kind;
            if (column.IsProtected)
            {
                Protected.Add(column.Name);
            }
        }
    }

    /// <summary>What is wrong with these options, one sentence each; empty when a table can be read.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (MaxLevels < 1)
        {
            failures.Add($"{nameof(MaxLevels)} is {MaxLevels}; it must be 1 or more.");
        }

        if (AsOf is not null && Snapshot is not null)
        {
            failures.Add($"{nameof(AsOf)} is '{AsOf}' and {nameof(Snapshot)} is {Snapshot:yyyy-MM-dd}; only one of them can say the day.");
        }

        foreach ((string name, CustomerColumnKind kind) in Kinds)
        {
            if (!Enum.IsDefined(kind))
            {
                failures.Add($"The kind of column '{name}' is {(int)kind}; it must be one of {string.Join(", ", Enum.GetNames<CustomerColumnKind>())}.");
            }
        }

        string[] roles = [.. Data.CustomerRoles.Of(this).Select(role => role.Column)];
        foreach (string twice in roles.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key))
        {
            failures.Add($"The column '{twice}' has two roles; it may have one of {nameof(Key)}, {nameof(Label)}, {nameof(Weight)} and {nameof(AsOf)}.");
        }

        return failures;
    }
}
