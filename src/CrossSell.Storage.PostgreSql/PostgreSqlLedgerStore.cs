using System.Data;
using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <summary>
/// A ledger on PostgreSQL, for several application instances. A root is locked by an update of its row before anything of it is read, so the limits hold whatever
/// the isolation level; the server's clock gives the instants. The same tables run on distributed PostgreSQL: each reservation touches one shard, volumes apart.
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

    /// <summary>Connects, creates the tables if there are none, and brings older ones to this version.</summary>
    /// <param name="connectionString">As Npgsql reads it.</param>
    /// <param name="options">Settings, read once; the defaults when null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The options are not valid; the message lists every failure.</exception>
    /// <exception cref="LedgerException">The server cannot be reached, or its tables are of a newer version.</exception>
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
            await PostgreSqlSchema.BringAsync(source, options.Schema, cancellationToken).ConfigureAwait(false);
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
        return await ReadingAsync(async (connection, token) =>
        {
            List<Objection> objections = await ObjectionsAsync(connection, selection, token).ConfigureAwait(false);
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, token).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                DateTimeOffset? highWater = null;
                foreach (RootSelection root in selection.Roots)
                {
                    DateTimeOffset? recorded = await CheckedAsync(connection, selection.Tenant, root, token).ConfigureAwait(false);
                    highWater = recorded is null || recorded < highWater ? highWater : recorded;
                }

                DateTimeOffset now = await NowAsync(connection, selection, highWater, token).ConfigureAwait(false);
                IReadOnlyList<Volume> volumes = await _locks.VolumesAsync(connection, selection, locked: false, token).ConfigureAwait(false);
                return await ViewAsync(connection, selection, now, objections, volumes, token).ConfigureAwait(false);
            }
        }, cancellationToken).ConfigureAwait(false);
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
        (_, DateTimeOffset? now) = await RootLocks.RowAsync(connection, "SELECT 'now', clock_timestamp()", [], cancellationToken).ConfigureAwait(false);
        return now!.Value;
    }

    private async Task<T> OnceAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken)
    {
        NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            // On their own shards, so before the transaction; what is added under the customer's lock is read again beside him.
            List<Objection> objections = await ObjectionsAsync(connection, selection, cancellationToken).ConfigureAwait(false);
            IsolationLevel level = _options.LockMode == LockMode.ForUpdateUnderRepeatableRead ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted;
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(level, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                (DateTimeOffset? highWater, bool isNew) = await _locks.TakeAsync(connection, selection, cancellationToken).ConfigureAwait(false);
                if (isNew)
                {
                    // Somebody may have erased the root while this waited for it: what he left lies on its own shard only.
                    objections.AddRange(await ObjectionsAsync(connection, selection, cancellationToken).ConfigureAwait(false));
                }

                IReadOnlyList<Volume> volumes = await _locks.VolumesAsync(connection, selection, locked: true, cancellationToken).ConfigureAwait(false);
                DateTimeOffset now = await NowAsync(connection, selection, highWater, cancellationToken).ConfigureAwait(false);
                LedgerView view = await ViewAsync(connection, selection, now, objections, volumes, cancellationToken).ConfigureAwait(false);
                var changes = new LedgerChanges();
                T result = decide(view, changes);
                if (changes.IsEmpty)
                {
                    // Rolled back when it is left: an answer that changes nothing costs no flush.
                    return result;
                }

                NpgsqlBatch batch = connection.CreateBatch();
                await using (batch.ConfigureAwait(false))
                {
                    _writer.Ask(batch, selection, view, changes);
                    await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                }

                await CommitAsync(transaction).ConfigureAwait(false);
                return result;
            }
        }
    }

    private static async Task CommitAsync(NpgsqlTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is NpgsqlException or IOException)
        {
            throw new LedgerException(LedgerFault.OutcomeUnknown, "The connection failed while a transaction was being committed: it may stand or not.", error);
        }
    }

    /// <summary>The clock after the lock; the server's is asked on the shard of the first root, so that one root has one clock.</summary>
    private async Task<DateTimeOffset> NowAsync(NpgsqlConnection connection, LedgerSelection selection, DateTimeOffset? highWater, CancellationToken cancellationToken)
    {
        if (_options.Clock is { } clock)
        {
            return LedgerTime.NotBefore(clock.GetUtcNow(), highWater, _options.ClockTolerance);
        }

        DateTimeOffset? now = null;
        if (selection.Roots.Count > 0)
        {
            (_, now) = await RootLocks.RowAsync(
                connection,
                $"SELECT home, clock_timestamp() FROM {_options.Schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $1",
                [Sql.Text(selection.Roots.Min(root => root.Root)), Sql.Text(selection.Tenant)],
                cancellationToken).ConfigureAwait(false);
        }

        return LedgerTime.NotBefore(now ?? await ServerClockAsync(connection, cancellationToken).ConfigureAwait(false), highWater, _options.ClockTolerance);
    }

    private async Task<DateTimeOffset?> CheckedAsync(NpgsqlConnection connection, string tenant, RootSelection root, CancellationToken cancellationToken)
    {
        DateTimeOffset? highWater = null;
        foreach (SubjectKey subject in root.Subjects.Append(root.Root))
        {
            (string? home, DateTimeOffset? recorded) = await RootLocks.RowAsync(
                connection,
                $"SELECT home, high_water FROM {_options.Schema}.subject WHERE root_key = $1 AND tenant = $2 AND subject_key = $1",
                [Sql.Text(subject), Sql.Text(tenant)],
                cancellationToken).ConfigureAwait(false);
            if (home is not null && !string.Equals(home, root.Root.ToString(), StringComparison.Ordinal))
            {
                throw new LedgerException(
                    LedgerFault.RootMismatch, $"A {subject.Kind} is kept under another root than the {root.Root.Kind} asked for; its limits could be passed by.");
            }

            highWater = recorded ?? highWater;
        }

        return highWater;
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
