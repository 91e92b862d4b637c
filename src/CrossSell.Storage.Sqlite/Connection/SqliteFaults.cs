using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>SQLite's result codes as faults of a ledger.</summary>
internal static class SqliteFaults
{
    public static LedgerException Of(SqliteException error, string doing, string path) => new(
        error.SqliteErrorCode switch
        {
            5 or 6 => LedgerFault.Busy,
            13 => LedgerFault.DiskFull,
            3 or 8 => LedgerFault.ReadOnly,
            11 or 19 or 26 => LedgerFault.Corrupt,
            _ => LedgerFault.Unavailable,
        },
        $"The ledger's file {path} could not be used while {doing}: SQLite says {error.SqliteErrorCode} ({error.SqliteExtendedErrorCode}), {Meaning(error.SqliteErrorCode)}.",
        error);

    // SQLite's own message may quote values; its code says as much.
    private static string Meaning(int code) => code switch
    {
        5 or 6 => "another writer holds it for too long",
        13 => "the disk or the file's quota is full",
        3 or 8 => "it may not be written",
        11 => "its pages contradict themselves",
        19 => "a row broke a constraint",
        26 => "it is no SQLite database",
        10 => "reading or writing the disk failed",
        14 => "it cannot be opened",
        _ => "an unexpected failure",
    };
}
