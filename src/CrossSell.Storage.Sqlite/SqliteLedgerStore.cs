using System.Collections.Concurrent;
using CrossSell.Ledger;

namespace CrossSell.Storage.Sqlite;

/// <summary>
/// A ledger in one SQLite file: the default where one machine is enough. Several processes may use the file at once. What was acknowledged is on the disk:
/// journal mode WAL with <c>synchronous=FULL</c>, insisted upon at every connection, and one flush for all callers that wait at the same time.
/// </summary>
/// <remarks>
/// Thread-safe. Updates run on one thread of the store; steps must not block. Reads run on their caller's thread, for SQLite's calls never wait asynchronously.
/// The file must lie on a local disk.
/// </remarks>
public sealed partial class SqliteLedgerStore : ILedgerStore
{
    private readonly ConcurrentBag<LedgerConnection> _readers = [];
    private readonly string _path;
    private readonly TimeSpan _busyTimeout;
    private readonly LedgerClock _clock;
    private readonly GroupWriter _writer;
    private int _disposed;

    private SqliteLedgerStore(string path, SqliteLedgerOptions options, LedgerConnection connection)
    {
        _path = path;
        _busyTimeout = options.BusyTimeout;
        _clock = new LedgerClock(options.Clock, options.ClockTolerance);
        _writer = new GroupWriter(connection, path, options.BusyTimeout, options.GroupSize, _clock);
    }

    /// <summary>False: every update is a look without a lock first, and takes the lock only when it has something to write.</summary>
    public bool ChecksBeforeLocking => false;

    /// <summary>The writer; for tests that make its connection sick.</summary>
    internal GroupWriter Writer => _writer;

    /// <summary>
    /// Opens a ledger, creates it if there is none, unless <see cref="SqliteLedgerOptions.CreateIfMissing"/> says otherwise, and brings an older one to this version.
    /// </summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="options">Settings, read once; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the call before it begins.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists every failure.</exception>
    /// <exception cref="LedgerException">The file cannot be opened, is no ledger, or is one of a newer version; it is left as it was.</exception>
    public static Task<SqliteLedgerStore> OpenAsync(string path, SqliteLedgerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new SqliteLedgerOptions();
        IReadOnlyList<string> failures = options.Validate();
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        return Task.Run(() => Open(Path.GetFullPath(path), options), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(decide);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        var job = new LedgerJob<T>(selection, decide, cancellationToken);
        _writer.Enqueue(job);
        return new ValueTask<T>(job.Task);
    }

    /// <inheritdoc/>
    public ValueTask<LedgerView> ReadAsync(LedgerSelection selection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return Read(connection => LedgerReader.View(connection, selection, Now(connection)), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Contact>> FindAsync(ContactQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Read(connection => LedgerReader.Find(connection, query), cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<long> ClaimAsync(string name, long value, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        string kept = "claim_" + name;
        if (await Read(connection => connection.Number("SELECT value FROM meta WHERE name = @0", kept), cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        var job = new ClaimJob(kept, value);
        _writer.Enqueue(job);
        return await job.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<DateTimeOffset> GetNowAsync(CancellationToken cancellationToken = default) => Read(Now, cancellationToken);

    /// <summary>
    /// Rewrites the file without what was deleted, and empties its log: until then the bytes of erased rows may still lie in it. Waits for writers, holds them up
    /// while it runs, and needs room for a second copy of the file.
    /// </summary>
    /// <param name="cancellationToken">Ends the call before it begins.</param>
    /// <exception cref="LedgerException">The file is in use for longer than <see cref="SqliteLedgerOptions.BusyTimeout"/>, or there is no room; erased rows are erased all the same.</exception>
    public Task CompactAsync(CancellationToken cancellationToken = default) => Task.Run(
        () =>
        {
            ObjectDisposedException.ThrowIf(_disposed != 0, this);
            try
            {
                using var connection = LedgerConnection.Open(_path, _busyTimeout);
                connection.RunScript("VACUUM");
                long? busy = null;
                _writer.Log.Apart(() => busy = connection.Number("PRAGMA wal_checkpoint(TRUNCATE)"));
                if (busy != 0)
                {
                    throw new LedgerException(LedgerFault.Busy, $"The log of {_path} could not be emptied, for somebody still reads what is in it; compact again.");
                }
            }
            catch (SqliteException error)
            {
                throw SqliteFaults.Of(error, "compacting", _path);
            }
        },
        cancellationToken);

    /// <summary>Answers what waits, then closes the file.</summary>
    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            while (_readers.TryTake(out LedgerConnection? reader))
            {
                reader.Dispose();
            }

            _writer.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private static SqliteLedgerStore Open(string path, SqliteLedgerOptions options)
    {
        LedgerConnection? connection = null;
        try
        {
            connection = LedgerConnection.OpenForWriting(path, options.BusyTimeout, options.CreateIfMissing);
            SqliteSchema.Bring(connection);
            return new SqliteLedgerStore(path, options, connection);
        }
        catch (SqliteException error)
        {
            connection?.Dispose();
            throw SqliteFaults.Of(error, "opening", path);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    private DateTimeOffset Now(LedgerConnection connection)
    {
        _clock.Learn(connection.Number("SELECT value FROM meta WHERE name = 'high_water'"));
        return _clock.Now();
    }

    private ValueTask<T> Read<T>(Func<LedgerConnection, T> read, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        LedgerConnection? connection = null;
        try
        {
            connection = _readers.TryTake(out LedgerConnection? idle) ? idle : LedgerConnection.Open(_path, _busyTimeout);
            connection.Run("BEGIN");
            T result;
            try
            {
                result = read(connection);
            }
            finally
            {
                connection.TryRollback();
            }

            if (_disposed == 0)
            {
                _readers.Add(connection);
                connection = null;
            }

            return ValueTask.FromResult(result);
        }
        catch (SqliteException error)
        {
            throw SqliteFaults.Of(error, "reading", _path);
        }
        finally
        {
            connection?.Dispose();
        }
    }
}
