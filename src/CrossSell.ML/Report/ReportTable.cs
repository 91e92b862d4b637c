namespace CrossSell.ML;

/// <summary>One table of a <see cref="PotentialReport"/>.</summary>
/// <remarks>Immutable and thread-safe. Rows of long tables are made while they are read.</remarks>
public sealed class ReportTable
{
    internal ReportTable(string name, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows, bool namesCustomers = false)
    {
        Name = name;
        Columns = columns;
        Rows = rows;
        NamesCustomers = namesCustomers;
    }

    /// <summary>The table's name, such as <c>coverage</c>: lower case letters and underscores, the same in every language.</summary>
    public string Name { get; }

    /// <summary>The columns' names, the same in every language.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>
    /// The rows, each with a value a column: a <see cref="string"/>, a <see cref="long"/>, a <see cref="double"/>, a <see cref="DateTimeOffset"/>, or null where
    /// the figure is undefined.
    /// </summary>
    public IEnumerable<IReadOnlyList<object?>> Rows { get; }

    /// <summary>Whether the rows name customers.</summary>
    public bool NamesCustomers { get; }
}
