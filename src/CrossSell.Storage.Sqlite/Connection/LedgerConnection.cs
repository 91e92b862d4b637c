using CrossSell.Ledger;
using SQLitePCL;

namespace CrossSell.Storage.Sqlite;

/// <summary>One connection with the settings that durability rests on, and its compiled statements. Used by one thread at a time.</summary>
internal sealed class LedgerConnection : IDisposable
{
    private readonly sqlite3 _database;
    private readonly Dictionary<string, LedgerStatement> _statements = new(SqlComparer.Instance);

    static LedgerConnection() => Batteries_V2.Init();

    private LedgerConnection(sqlite3 database, string path)
    {
        _database = database;
        Path = path;
        Entries = new EntryBatch(this);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What the job that is being written puts into root_entry.</summary>
    public EntryBatch Entries { get; }

    /// <summary>
    /// Opens the file for the writer, who keeps the pages that he comes back to. Moving the log into the file is <see cref="LogMover"/>'s work; the writer does it himself
    /// only when the log has grown to 128 MB all the same.
    /// </summary>
    public static LedgerConnection OpenForWriting(string path, TimeSpan busyTimeout, bool create = false)
    {
        LedgerConnection connection = Open(path, busyTimeout, create);
        try
        {
            connection.RunScript("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 32768");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file, refuses what is no ledger before anything of it changes, and insists on WAL and on a flush at every commit.</summary>
    /// <param name="path">The file.</param>
    /// <param name="busyTimeout">How long to wait for another process.</param>
    /// <param name="create">Whether a missing file is made, and one with nothing in it taken.</param>
    /// <exception cref="LedgerException">The file is no ledger, or is one of a newer version, or gives no WAL.</exception>
    public static LedgerConnection Open(string path, TimeSpan busyTimeout, bool create = false)
    {
        bool hasLog = LedgerFiles.LogLength(path) > 0;
        long? length = LedgerFiles.Length(path);
        if (!create && length == 0)
        {
            throw SqliteSchema.Nothing(path, "empty");
        }

        if (length is null or 0 && hasLog)
        {
            // Not opened at all: SQLite would delete the log of an empty file.
            throw new LedgerException(
                LedgerFault.Corrupt, $"The file {path} is {(length is null ? "not there" : "empty")}, but its log is: what is left of a ledger may be in it. Restore the file, or move the log away.");
        }

        // One thread at a time has the connection, so SQLite need not lock it at every call.
        int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        int code = raw.sqlite3_open_v2(path, out sqlite3 database, flags, null);
        var connection = new LedgerConnection(database, path);
        try
        {
            if (code != raw.SQLITE_OK)
            {
                throw Failure(database);
            }

            raw.sqlite3_busy_timeout(database, (int)busyTimeout.TotalMilliseconds);

            // Closing moves a log into its file; what is in the log of somebody else's file stays there.
            raw.sqlite3_db_config(database, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, hasLog ? 1 : 0, out _);
            SqliteSchema.Check(connection, create);
            raw.sqlite3_db_config(database, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, out _);
            string journal = connection.Text("PRAGMA journal_mode = WAL");
            connection.RunScript("PRAGMA synchronous = FULL");
            connection.Insist(journal);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What a connection says went wrong last.</summary>
    public static SqliteException Failure(sqlite3 database) =>
        new(raw.sqlite3_errcode(database) & 0xFF, raw.sqlite3_extended_errcode(database), raw.sqlite3_errmsg(database).utf8_to_string());

    /// <summary>1, 2: how a commit reaches the disk. What is weaker may lose an acknowledged contact, and then a limit is passed.</summary>
    private void Insist(string journal)
    {
        long synchronous = Number("PRAGMA synchronous") ?? -1;
        if (!string.Equals(journal, "wal", StringComparison.OrdinalIgnoreCase) || synchronous != 2)
        {
            throw new LedgerException(
                LedgerFault.Unavailable,
                $"The ledger {Path} needs journal_mode wal and synchronous 2 (FULL), but SQLite gave {journal} and {synchronous}: is the file on a local disk?");
        }
    }

    /// <summary>The row number that the last insertion gave.</summary>
    public long LastRow => raw.sqlite3_last_insert_rowid(_database);

    /// <summary>How many pages this connection has written to the log.</summary>
    public int PagesWritten
    {
        get
        {
            raw.sqlite3_db_status(_database, raw.SQLITE_DBSTATUS_CACHE_WRITE, out int pages, out _, 0);
            return pages;
        }
    }

    public void Run(string sql, params ReadOnlySpan<SqlValue> values)
    {
        using LedgerRows rows = Query(sql, values);
        while (rows.Read())
        {
        }
    }

    /// <summary>Runs a statement; how many rows it changed.</summary>
    public int Change(string sql, params ReadOnlySpan<SqlValue> values)
    {
        Run(sql, values);
        return raw.sqlite3_changes(_database);
    }

    public LedgerRows Query(string sql, params ReadOnlySpan<SqlValue> values)
    {
        if (!_statements.TryGetValue(sql, out LedgerStatement? statement))
        {
            _statements.Add(sql, statement = new LedgerStatement(_database, sql));
        }

        statement.Bind(values);
        return new LedgerRows(statement);
    }

    /// <summary>The number in the first column of the first row; null when there is none.</summary>
    public long? Number(string sql, params ReadOnlySpan<SqlValue> values)
    {
        using LedgerRows rows = Query(sql, values);
        return rows.Read() && rows.IsNumber(0) ? rows.GetInt64(0) : null;
    }

    public string Text(string sql)
    {
        using LedgerRows rows = Query(sql);
        return rows.Read() ? rows.GetString(0) : "";
    }

    /// <summary>Several statements that are not worth keeping.</summary>
    public void RunScript(string sql)
    {
        if (raw.sqlite3_exec(_database, sql) != raw.SQLITE_OK)
        {
            throw Failure(_database);
        }
    }

    public void TryRollback()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself after some errors; then there is nothing left to do.
        }
    }

    public void Dispose()
    {
        foreach (LedgerStatement statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _database.Dispose();
    }
}
