using System.Data;
using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <summary>
/// A ledger on PostgreSQL, for several application instances. A root is locked by an update of its row before anything of it is read, so the limits hold whatever
/// the isolation level; the server's clock gives the instants. The same tables run on distributed PostgreSQL: each reservation writes to one shard,
/// volumes apart, and reads objections from the shards of their digests.
/// </summary>
/// <remarks>
/// Thread-safe. A failure at the commit itself is reported as <see cref="LedgerFault.OutcomeUnknown"/>; a failure before it is tried again a few times.
/// Works through connection poolers in transaction mode: nothing is kept in a session.
/// </remarks>
public sealed partial class PostgreSqlLedgerStore : ILedgerStore
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgreSqlLedgerOptions _options;
    private readonly RootLocks _locks;
    private readonly LedgerReader _reader;
    private readonly LedgerWriter _writer;
    private int _tries;

    private PostgreSqlLedgerStore(NpgsqlDataSource source, PostgreSqlLedgerOptions options)
    {
        _source = source;
        _options = options;
        _locks = new RootLocks(options.Schema, options.LockMode);
        _reader = new LedgerReader(options.Schema);
        _writer = new LedgerWriter(options.Schema, options.LockMode);
    }

    /// <inheritdoc/>
    public bool ChecksBeforeLocking => true;

    /// <summary>
    /// Connects, creates the tables if there are none, unless <see cref="PostgreSqlLedgerOptions.CreateIfMissing"/> says otherwise, and brings older ones to this version.
    /// </summary>
    /// <param name="connectionString">As Npgsql reads it.</param>
    /// <param name="options">Settings, read once; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists every failure.</exception>
    /// <exception cref="LedgerException">The server cannot be reached, or its tables are of a newer version, or missing; then nothing is made.</exception>
    public static async Task<PostgreSqlLedgerStore> OpenAsync(
        string connectionString, PostgreSqlLedgerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        options ??= new PostgreSqlLedgerOptions();
        IReadOnlyList<string> failures = options.Validate();
        if (failures.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(options));
        }

        var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
        builder.EnableArrays();
        NpgsqlDataSource source = builder.Build();
        try
        {
            await PostgreSqlSchema.BringAsync(source, options.Schema, options.CreateIfMissing, cancellationToken).ConfigureAwait(false);
            return new PostgreSqlLedgerStore(source, options);
        }
        catch (NpgsqlException error)
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw PostgreSqlFaults.Of(error);
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(decide);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await OnceAsync(selection, decide, cancellationToken).ConfigureAwait(false);
            }
            catch (NpgsqlException error) when (attempt < _options.MaxAttempts && PostgreSqlFaults.IsWorthTrying(error))
            {
                // A little different for each who tries, so that they do not meet again.
                int spread = Interlocked.Increment(ref _tries) % 16;
                await Task.Delay(TimeSpan.FromMilliseconds((1 << Math.Min(attempt, 7)) + spread), cancellationToken).ConfigureAwait(false);
            }
            catch (NpgsqlException error)
            {
                throw PostgreSqlFaults.Of(error);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask<LedgerView> ReadAsync(LedgerSelection selection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return await ReadingAsync((connection, token) => LookAsync(connection, selection, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Contact>> FindAsync(ContactQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return await ReadingAsync((connection, token) => _reader.FindAsync(connection, query, token), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<long> ClaimAsync(string name, long value, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return await ReadingAsync((connection, token) => PostgreSqlSchema.ClaimAsync(connection, _options.Schema, name, value, token), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask<DateTimeOffset> GetNowAsync(CancellationToken cancellationToken = default) =>
        _options.Clock is { } clock
            ? LedgerTime.Truncate(clock.GetUtcNow())
            : await ReadingAsync(ServerClockAsync, cancellationToken).ConfigureAwait(false);

    /// <summary>Closes the connections.</summary>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static async Task<DateTimeOffset> ServerClockAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                return (await LedgerReader.AllAsync(rows, row => row.Instant(0), cancellationToken).ConfigureAwait(false))[0];
            }
        }
    }

    /// <summary>Two round trips: what is locked and shown, and what is written with the commit; a third when somebody is seen for the first time under his household or account.</summary>
    private async Task<T> OnceAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            IsolationLevel level = _options.LockMode == LockMode.ForUpdateUnderRepeatableRead ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted;
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(level, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                LedgerView view = await LockAsync(connection, selection, cancellationToken).ConfigureAwait(false);
                var changes = new LedgerChanges();
                T result = decide(view, changes);
                if (!changes.IsEmpty)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await WriteAsync(connection, selection, view, changes).ConfigureAwait(false);
                }

                // Else it is rolled back when it is left: an answer that changes nothing costs no flush.
                return result;
            }
        }
    }

    private async Task<T> ReadingAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        try
        {
            NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await read(connection, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (NpgsqlException error)
        {
            throw PostgreSqlFaults.Of(error);
        }
    }
}
