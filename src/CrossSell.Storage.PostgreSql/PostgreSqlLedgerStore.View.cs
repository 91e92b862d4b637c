using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql;

/// <content>The round trips of an update and of a look.</content>
public sealed partial class PostgreSqlLedgerStore
{
    private const string Commit = "COMMIT";

    private async Task<LedgerView> LockAsync(NpgsqlConnection connection, LedgerSelection selection, CancellationToken cancellationToken)
    {
        var asked = new ViewBatch(selection, isLocked: true, _options.Clock is null);
        LedgerView view;
        NpgsqlBatch batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            asked.Ask(batch, _options.Schema, _locks, _reader);
            NpgsqlDataReader rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                view = await asked.ReadAsync(rows, Now, cancellationToken).ConfigureAwait(false);
            }
        }

        if (asked.Unseen.Count > 0)
        {
            await _locks.SettleAsync(connection, selection.Tenant, asked.Unseen, cancellationToken).ConfigureAwait(false);
        }

        return view;
    }

    /// <summary>One round trip: a snapshot, and what it shows.</summary>
    private async Task<LedgerView> LookAsync(NpgsqlConnection connection, LedgerSelection selection, CancellationToken cancellationToken)
    {
        var asked = new ViewBatch(selection, isLocked: false, _options.Clock is null);
        NpgsqlBatch batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Add("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            asked.Ask(batch, _options.Schema, _locks, _reader);
            batch.Add(Commit);
            NpgsqlDataReader rows = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                return await asked.ReadAsync(rows, Now, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The changes and their commit.</summary>
    private async Task WriteAsync(NpgsqlConnection connection, LedgerSelection selection, LedgerView view, LedgerChanges changes)
    {
        NpgsqlBatch batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            _writer.Ask(batch, selection, view, changes);
            batch.Add(Commit);
            try
            {
                await batch.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception error) when (error is NpgsqlException or IOException && !IsBeforeCommit(error))
            {
                throw new LedgerException(LedgerFault.OutcomeUnknown, "The connection failed while a transaction was being committed: it may stand or not.", error);
            }
        }
    }

    /// <summary>The server refused a statement before the commit, and so skipped the commit.</summary>
    private static bool IsBeforeCommit(Exception error) =>
        error is PostgresException { InvariantSeverity: "ERROR", BatchCommand: { } refused } && !string.Equals(refused.CommandText, Commit, StringComparison.Ordinal);

    /// <summary>The clock as the locks found it.</summary>
    private DateTimeOffset Now(DateTimeOffset? server, DateTimeOffset? highWater) => LedgerTime.NotBefore(
        _options.Clock?.GetUtcNow() ?? server ?? throw new LedgerException(LedgerFault.Corrupt, "The server did not say what time it is."), highWater, _options.ClockTolerance);
}
