using System.Globalization;
using System.Text;

namespace CrossSell;

/// <summary>Writes a history as CSV that <see cref="CsvPurchases"/> reads without options.</summary>
/// <remarks>
/// Rows stand in the history's order; ids, times, numbers and further columns come back as they are. What has no row is not written: empty baskets, and
/// customers who returned everything. Thread-safe.
/// </remarks>
public static class PurchaseCsv
{
    private const int CharactersAtOnce = 1 << 16;

    /// <summary>Writes a file, UTF-8 without a byte order mark. The file appears only when it is whole.</summary>
    /// <param name="history">What is written.</param>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="cancellationToken">Ends the writing; then the file is as it was before.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task WriteAsync(PurchaseHistory history, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentException.ThrowIfNullOrEmpty(path);
        await AtomicFile.WriteAsync(path, async file =>
        {
            var text = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            await using (text.ConfigureAwait(false))
            {
                await WriteAsync(history, text, cancellationToken).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    /// <summary>Writes to a text that stays open.</summary>
    /// <param name="history">What is written.</param>
    /// <param name="text">Where it is written.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task WriteAsync(PurchaseHistory history, TextWriter text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(text);
        var lines = new StringBuilder();
        IReadOnlyList<string> extras = history.ExtraColumns;
        AppendLine(lines, ["customer", "product", "basket", "date", "quantity", "revenue", "until", "seller", "channel", .. extras]);
        for (int row = 0; row < history.Count; row++)
        {
            AppendRow(lines, history.PurchaseAt(row), extras);
            if (lines.Length >= CharactersAtOnce)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await text.WriteAsync(lines, cancellationToken).ConfigureAwait(false);
                lines.Clear();
            }
        }

        await text.WriteAsync(lines, cancellationToken).ConfigureAwait(false);
        await text.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static void AppendRow(StringBuilder lines, Purchase purchase, IReadOnlyList<string> extras) => AppendLine(lines,
    [
        purchase.Customer,
        purchase.Product,
        purchase.Basket,
        TextOf(purchase.Time),
        purchase.Quantity?.ToString("R", CultureInfo.InvariantCulture),
        purchase.Revenue?.ToString("R", CultureInfo.InvariantCulture),
        TextOf(purchase.HeldUntil),
        purchase.Seller,
        purchase.Channel,
        .. extras.Select(name => purchase.Extras?.GetValueOrDefault(name)),
    ]);

    private static void AppendLine(StringBuilder lines, ReadOnlySpan<string?> fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0)
            {
                lines.Append(',');
            }

            AppendField(lines, fields[i]);
        }

        lines.Append('\n');
    }

    private static void AppendField(StringBuilder lines, string? field)
    {
        if (field is null || !field.AsSpan().ContainsAny(",\"\r\n"))
        {
            lines.Append(field);
            return;
        }

        lines.Append('"').Append(field).Replace("\"", "\"\"", lines.Length - field.Length, field.Length).Append('"');
    }

    private static string? TextOf(DateTime? time) =>
        time?.ToString(time.Value.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
