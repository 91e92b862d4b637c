using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace CrossSell;

/// <summary>What is known about customers: typed columns of equal length, without the answers that a learner learns from (see <see cref="LabeledCustomers"/>).</summary>
/// <remarks>Immutable and thread-safe. <see cref="CustomerTableBuilder"/> makes one; readers for files and databases are in CrossSell.Data.</remarks>
public sealed class CustomerTable
{
    private readonly CustomerColumn[] _columns;
    private readonly FrozenDictionary<string, int> _placeOf;
    private readonly string[]? _keys;
    private readonly DateOnly[]? _asOf;

    internal CustomerTable(CustomerColumn[] columns, int count, string[]? keys, DateOnly[]? asOf)
    {
        _columns = columns;
        _keys = keys;
        _asOf = asOf;
        Count = count;
        _placeOf = columns.Select((column, place) => (column.Name, place)).ToFrozenDictionary(p => p.Name, p => p.place, StringComparer.Ordinal);
    }

    /// <summary>The number of customers.</summary>
    public int Count { get; }

    /// <summary>The columns in the order in which they were added.</summary>
    public IReadOnlyList<CustomerColumn> Columns => _columns;

    /// <summary>Whether rows have keys of their own, such as customer numbers.</summary>
    public bool HasKeys => _keys is not null;

    /// <summary>Whether it is known on which day each customer is looked at.</summary>
    public bool HasDates => _asOf is not null;

    /// <summary>Finds a column by its exact name.</summary>
    /// <returns>False when the table has no such column.</returns>
    public bool TryGetColumn(string name, [NotNullWhen(true)] out CustomerColumn? column)
    {
        bool found = _placeOf.TryGetValue(name, out int place);
        column = found ? _columns[place] : null;
        return found;
    }

    /// <summary>The key of a row, or null when the table has none.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is outside that range.</exception>
    public string? Key(int row)
    {
        RequireRow(row);
        return _keys?[row];
    }

    /// <summary>The day on which a customer is looked at, from which ages and tenures are counted; null when the table has none.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="row"/> is outside that range.</exception>
    public DateOnly? AsOf(int row)
    {
        RequireRow(row);
        return _asOf?[row];
    }

    /// <summary>A table of some of the rows, in the order given; a row may stand there more than once. O(rows · columns).</summary>
    /// <param name="rows">Places from 0 to <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A place is outside that range.</exception>
    public CustomerTable Select(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            RequireRow(row);
        }

        var columns = new CustomerColumn[_columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            columns[i] = _columns[i].Select(rows);
        }

        return new CustomerTable(columns, rows.Length, Pick(_keys, rows), Pick(_asOf, rows));
    }

    /// <summary>A table with some of the columns, in the order given.</summary>
    /// <param name="names">Exact names, each once.</param>
    /// <exception cref="ArgumentException">There is no such column, or a name stands there twice.</exception>
    public CustomerTable SelectColumns(params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        string[] wanted = [.. names];
        CustomerColumn[] columns =
        [
            .. wanted.Select(name => TryGetColumn(name, out CustomerColumn? column)
                ? column
                : throw new ArgumentException($"There is no column '{name}'; the table has {NamesOf(_columns)}.", nameof(names))),
        ];
        if (wanted.Distinct(StringComparer.Ordinal).Count() < wanted.Length)
        {
            throw new ArgumentException($"A column is named twice in {string.Join(", ", wanted)}; each may stand once.", nameof(names));
        }

        return new CustomerTable(columns, Count, _keys, _asOf);
    }

    internal static string NamesOf(IEnumerable<CustomerColumn> columns)
    {
        string[] names = [.. columns.Select(column => $"'{column.Name}'")];
        return names.Length == 0 ? "none" : names.Length > 20 ? $"{string.Join(", ", names.Take(20))} and {names.Length - 20} more" : string.Join(", ", names);
    }

    private static T[]? Pick<T>(T[]? values, ReadOnlySpan<int> rows)
    {
        if (values is null)
        {
            return null;
        }

        var picked = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            picked[i] = values[rows[i]];
        }

        return picked;
    }

    private void RequireRow(int row)
    {
        if ((uint)row >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(row), row, $"Row {row} was asked for; the table has {Count} rows, counted from 0.");
        }
    }
}
