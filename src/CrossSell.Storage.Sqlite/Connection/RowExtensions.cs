using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>Columns that may be null, and instants as whole microseconds.</summary>
internal static class RowExtensions
{
    public static string? Maybe(this LedgerRows row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset Instant(this LedgerRows row, int column) => LedgerTime.FromMicroseconds(row.GetInt64(column));

    public static DateTimeOffset? MaybeInstant(this LedgerRows row, int column) => row.IsDBNull(column) ? null : row.Instant(column);

    public static decimal? MaybeMoney(this LedgerRows row, int column) =>
        row.IsDBNull(column) ? null : decimal.Parse(row.GetString(column), NumberStyles.Number, CultureInfo.InvariantCulture);
}
