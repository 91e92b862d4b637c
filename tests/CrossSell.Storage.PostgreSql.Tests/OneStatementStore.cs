using CrossSell.Ledger;
using CrossSell.Testing;
using Npgsql;

namespace CrossSell.Storage.PostgreSql.Tests;

/// <summary>
/// The common mistake: no lock, but one INSERT … SELECT … WHERE count &lt; cap under READ COMMITTED, which looks atomic and is not. Or the same with an advisory lock
/// inside that statement, whose snapshot is older than the lock. It knows the limit of the contract's case, as such a statement must.
/// </summary>
internal sealed class OneStatementStore(PostgreSqlLedgerStore inner, string connectionString, string schema, bool locksInside) : LedgerStoreDecorator(inner)
{
    private const int Limit = 2;

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public override async ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            LedgerView view = await Inner.ReadAsync(selection, cancellationToken);
            var changes = new LedgerChanges();
            T result = decide(view, changes);
            if (changes.Contacts.Count != 1 || view.Root(changes.Contacts[0].Root).Contacts.Any(known => known.Id == changes.Contacts[0].Id))
            {
                return await Inner.UpdateAsync(selection, decide, cancellationToken);
            }

            if (await WriteAsync(selection, view, changes, cancellationToken))
            {
                return result;
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>False when the statement counted as many contacts as there may be.</summary>
    private async Task<bool> WriteAsync(LedgerSelection selection, LedgerView view, LedgerChanges changes, CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await _source.OpenConnectionAsync(cancellationToken);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);

        // This mode writes no row that others would wait for.
        await using NpgsqlBatch batch = connection.CreateBatch();
        new LedgerWriter(schema, LockMode.ForUpdateUnderRepeatableRead).Ask(batch, selection, view, changes);
        NpgsqlBatchCommand insert = batch.BatchCommands.Cast<NpgsqlBatchCommand>().Single(command => command.CommandText.StartsWith($"INSERT INTO {schema}.contact(", StringComparison.Ordinal));
        insert.CommandText = Guarded(insert.CommandText);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        if (insert.RecordsAffected == 0)
        {
            return false;
        }

        // As long as a flush takes.
        await using var pause = new NpgsqlCommand("SELECT pg_sleep(0.002)", connection);
        await pause.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private string Guarded(string insert)
    {
        string[] parts = insert.Split(" VALUES (");
        string values = parts[1][..^1];
        string with = locksInside ? "WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtext($1))) " : "";
        return $"{with}{parts[0]} SELECT {values}{(locksInside ? " FROM held" : "")} WHERE (SELECT count(*) FROM {schema}.contact WHERE root_key = $1 AND tenant = $2) < {Limit}";
    }
}
