namespace CrossSell.Storage.Sqlite;

/// <summary>What SQLite answered when it was no result; see <see cref="SqliteFaults"/> for what it means to a ledger.</summary>
internal sealed class SqliteException(int code, int extendedCode, string message) : Exception(message)
{
    /// <summary>The primary result code, as in 5 for BUSY.</summary>
    public int SqliteErrorCode { get; } = code;

    /// <summary>The extended result code, as in 517 for BUSY_SNAPSHOT.</summary>
    public int SqliteExtendedErrorCode { get; } = extendedCode;
}
