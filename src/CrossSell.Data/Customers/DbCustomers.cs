using System.Data.Common;
using System.Globalization;
using CrossSell.Data;

namespace CrossSell;

/// <summary>Reads customers from any database that has an ADO.NET provider.</summary>
/// <remarks>Not more thread-safe than the reader that is handed in. The reader stays open and is the caller's to dispose.</remarks>
public static class DbCustomers
{
    /// <summary>Loads every row that is left of a query's result, without labels.</summary>
    /// <param name="reader">The result; it is read to the end of its current set.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <exception cref="CustomerFormatException">The rows have faults; their line is the row's number from 1.</exception>
    /// <exception cref="DbException">The database fails.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<CustomerTable> LoadAsync(DbDataReader reader, DbCustomerOptions? options = null, CancellationToken cancellationToken = default) =>
        (await ReadAsync(reader, options ?? new DbCustomerOptions(), cancellationToken).ConfigureAwait(false)).BuildTable();

    /// <summary>Loads every row that is left of a query's result, with labels.</summary>
    /// <param name="reader">The result; it is read to the end of its current set.</param>
    /// <param name="options">How it is read; <see cref="CustomerColumns.Label"/> must name the label.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <exception cref="ArgumentException">An option is out of range, or no column is named as the label.</exception>
    /// <inheritdoc cref="LoadAsync" path="/exception"/>
    public static async Task<LabeledCustomers> LoadLabeledAsync(DbDataReader reader, DbCustomerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (string.IsNullOrEmpty(options.Columns.Label))
        {
            throw new ArgumentException($"No column is named as the label; set {nameof(DbCustomerOptions.Columns)}.{nameof(CustomerColumns.Label)} to the column with the answers.", nameof(options));
        }

        return (await ReadAsync(reader, options, cancellationToken).ConfigureAwait(false)).BuildLabeled();
    }

    private static async Task<CustomerTableReader> ReadAsync(DbDataReader reader, DbCustomerOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        OptionFaults.ThrowIfAny(options.Validate());
        string[] header = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        var table = new CustomerTableReader(header, options.Columns, new ValueParsers([.. options.DateFormats], options.Culture), options.SourceName, headerLine: 0);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            for (int place = 0; place < header.Length; place++)
            {
                if (table.Takes(place))
                {
                    AddField(reader, place, table, options.Culture);
                }
            }

            table.EndRow();
        }

        return table;
    }

    private static void AddField(DbDataReader reader, int place, CustomerTableReader table, CultureInfo? culture)
    {
        object? value = reader.IsDBNull(place) ? null : reader.GetValue(place);
        string? text = value switch
        {
            null => "",
            bool truth => truth ? "true" : "false",
            // Typed numbers are written as the parser of this run reads them, whatever decimal sign that is.
            double or float or decimal => ((IFormattable)value).ToString(null, culture ?? CultureInfo.InvariantCulture),
            _ => DbText.Of(value),
        };
        if (text is null)
        {
            table.Fail(table.Rows + 1, table.NameOf(place), value!.GetType().Name, "a number, a text, a date or a truth value");
        }

        table.Add(place, text, table.Rows + 1);
    }
}
