using System.Globalization;
using CrossSell.Ledger;
using Microsoft.Data.Sqlite;

namespace CrossSell.Storage.Sqlite;

/// <summary>One connection with the settings that durability rests on, and its prepared statements. Used by one thread at a time.</summary>
internal sealed class LedgerConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    static LedgerConnection() => SQLitePCL.Batteries_V2.Init();

    private LedgerConnection(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens the file and insists on WAL and on a flush at every commit.</summary>
    public static LedgerConnection Open(string path, TimeSpan busyTimeout)
    {
        var inner = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = false,

            // The driver's own retries sleep long; SQLite's handler below waits, and the driver gives up right after it.
            DefaultTimeout = 1,
        }.ToString());
        var connection = new LedgerConnection(inner);
        try
        {
            inner.Open();
            connection.Number(string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {(int)busyTimeout.TotalMilliseconds}"));
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

    /// <summary>1, 2: how a commit reaches the disk. What is weaker may lose an acknowledged contact, and then a limit is passed.</summary>
    private void Insist(string journal)
    {
        long synchronous = Number("PRAGMA synchronous") ?? -1;
        if (!string.Equals(journal, "wal", StringComparison.OrdinalIgnoreCase) || synchronous != 2)
        {
            throw new LedgerException(
                LedgerFault.Unavailable,
                $"The ledger needs journal_mode wal and synchronous 2 (FULL), but SQLite gave {journal} and {synchronous}: is the file on a local disk?");
        }
    }

    public void Run(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteNonQuery();

    public int Change(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteNonQuery();

    public SqliteDataReader Query(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteReader();

    public long? Number(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteScalar() is long number ? number : null;

    public string Text(string sql) => Bound(sql, []).ExecuteScalar() as string ?? "";

    /// <summary>Several statements that are not worth keeping.</summary>
    public void RunScript(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
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
        foreach (SqliteCommand command in _statements.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Bound(string sql, ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out SqliteCommand? command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter("@" + i.ToString(CultureInfo.InvariantCulture), null));
            }

            _statements.Add(sql, command);
        }

        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return command;
    }
}
