using System.Data.Common;
using System.Runtime.CompilerServices;
using CrossSell.Data;

namespace CrossSell;

/// <summary>Reads purchases from any database that has an ADO.NET provider. docs/formats.md tells how columns and types are taken.</summary>
/// <remarks>Not more thread-safe than the reader that is handed in. The reader stays open and is the caller's to dispose.</remarks>
public static class DbPurchases
{
    /// <summary>Loads every row that is left of a query's result.</summary>
    /// <param name="reader">The result; it is read to the end of its current set.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <param name="progress">Is told about every 65,536 rows, and at the end.</param>
    /// <param name="cancellationToken">Ends the load.</param>
    /// <exception cref="PurchaseFormatException">The columns are not those of purchases, or a row is bad and bad rows are not skipped; its line is the row's number from 1.</exception>
    /// <exception cref="DbException">The database fails.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<PurchaseHistory> LoadAsync(
        DbDataReader reader,
        DbPurchaseOptions? options = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        (DbRowParser rows, ColumnBinding columns, options) = Open(reader, options);
        var builder = new PurchaseHistoryBuilder(options.History);
        builder.DeclareExtras(columns.ExtraNames);
        var meter = new ProgressMeter(progress, stream: null, cancellationToken);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            meter.Advance();
            AddRow(builder, rows, columns, options.SourceName, meter.Rows);
        }

        meter.Report();
        return builder.Build(cancellationToken);
    }

    /// <summary>Reads a query's rows one by one, to filter or change them on the way into a history.</summary>
    /// <remarks>
    /// Of <see cref="DbPurchaseOptions.History"/> only the policy for bad rows is applied here; skipped rows are told to <see cref="DbPurchaseOptions.BadRowSkipped"/>.
    /// </remarks>
    /// <param name="reader">The result; it is read to the end of its current set.</param>
    /// <param name="options">How it is read; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <inheritdoc cref="LoadAsync" path="/exception"/>
    public static async IAsyncEnumerable<Purchase> ReadAsync(
        DbDataReader reader,
        DbPurchaseOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (DbRowParser rows, ColumnBinding columns, options) = Open(reader, options);
        var skipped = new SkippedRows(options.History.BadRows, options.BadRowSkipped);
        long number = 0;
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            number++;
            if (PurchaseAt(rows, columns, skipped, options.SourceName, number) is { } purchase)
            {
                yield return purchase;
            }
        }
    }

    private static (DbRowParser Rows, ColumnBinding Columns, DbPurchaseOptions Options) Open(DbDataReader reader, DbPurchaseOptions? options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        options ??= new DbPurchaseOptions();
        OptionFaults.ThrowIfAny(options.Validate());
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        ColumnBinding columns = ColumnBinder.Bind(options.Columns, names, names.Length, options.SourceName, line: 0);
        return (new DbRowParser(reader, columns, new ValueParsers([.. options.DateFormats], options.Culture)), columns, options);
    }

    private static void AddRow(PurchaseHistoryBuilder builder, DbRowParser rows, ColumnBinding columns, string source, long number)
    {
        var row = default(PurchaseRow);
        if (!rows.TryParse(ref row, out RowFault fault))
        {
            builder.RejectUnread(new BadRow(source, number, fault.Column, fault.Value, fault.Expected));
        }
        else if (!builder.TryAdd(row, out fault))
        {
            builder.Reject(new BadRow(source, number, columns.NameOf(fault.Column), fault.Value, fault.Expected));
        }
    }

    private static Purchase? PurchaseAt(DbRowParser rows, ColumnBinding columns, SkippedRows skipped, string source, long number)
    {
        var row = default(PurchaseRow);
        if (!rows.TryParse(ref row, out RowFault fault))
        {
            skipped.Add(new BadRow(source, number, fault.Column, fault.Value, fault.Expected));
            return null;
        }

        if (!PurchaseRows.Check(row, out fault))
        {
            skipped.Add(new BadRow(source, number, columns.NameOf(fault.Column), fault.Value, fault.Expected));
            return null;
        }

        return PurchaseRows.ToPurchase(row, columns.ExtraNames);
    }
}
