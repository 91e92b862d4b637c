using System.Globalization;
using System.Text;
using SQLitePCL;

namespace CrossSell.Storage.Sqlite;

/// <summary>A statement that is compiled once and run many times. Its parameters are named @0, @1, …, in any order and any number of times.</summary>
internal sealed class LedgerStatement : IDisposable
{
    private const int OnStack = 256;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;
    private readonly SqlValue[] _bound;
    private bool _isBound;

    public LedgerStatement(sqlite3 database, string sql)
    {
        _database = database;
        int code = raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement);
        if (code != raw.SQLITE_OK)
        {
            throw Failure();
        }

        _places = new int[raw.sqlite3_bind_parameter_count(_statement)];
        for (int i = 0; i < _places.Length; i++)
        {
            _places[i] = raw.sqlite3_bind_parameter_index(_statement, "@" + i.ToString(CultureInfo.InvariantCulture));
        }

        _bound = new SqlValue[_places.Length];
    }

    /// <summary>Sets all parameters; the statement must be at its beginning. SQLite keeps what was bound: only what differs from the last run is handed over, of a contact a third.</summary>
    public void Bind(ReadOnlySpan<SqlValue> values)
    {
        if (values.Length != _places.Length)
        {
            throw new ArgumentException($"The statement has {_places.Length} parameters, but {values.Length} values were given.", nameof(values));
        }

        bool isBound = _isBound;
        _isBound = false;
        for (int i = 0; i < values.Length; i++)
        {
            if (!isBound || !_bound[i].IsSame(in values[i]))
            {
                Check(Bind(_places[i], in values[i]));
                _bound[i] = values[i];
            }
        }

        // After a failure halfway nobody knows what is bound.
        _isBound = true;
    }

    /// <summary>The next row, or the end.</summary>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public bool Step() => raw.sqlite3_step(_statement) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        _ => throw Failure(),
    };

    /// <summary>Back to the beginning. What went wrong was thrown by <see cref="Step"/> already.</summary>
    public void Reset() => raw.sqlite3_reset(_statement);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public bool IsNumber(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_INTEGER;

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>The bytes of a text (in UTF-8) or of a blob, valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private int Bind(int place, in SqlValue value)
    {
        switch (value.Kind)
        {
            case SqlKind.Number:
                return raw.sqlite3_bind_int64(_statement, place, value.Number);
            case SqlKind.Text:
                return BindText(place, (string)value.Reference!);
            case SqlKind.Bytes:
                return raw.sqlite3_bind_blob(_statement, place, (byte[])value.Reference!);
            case SqlKind.Id:
                Span<byte> id = stackalloc byte[16];
                value.WriteId(id);
                return raw.sqlite3_bind_blob(_statement, place, id);
            default:
                return raw.sqlite3_bind_null(_statement, place);
        }
    }

    private int BindText(int place, string text)
    {
        // An empty span has no address, and SQLite takes that for null.
        if (text.Length is 0 or > OnStack)
        {
            return raw.sqlite3_bind_text(_statement, place, text);
        }

        Span<byte> bytes = stackalloc byte[3 * OnStack];
        return raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Failure();
        }
    }

    private SqliteException Failure() => LedgerConnection.Failure(_database);
}
