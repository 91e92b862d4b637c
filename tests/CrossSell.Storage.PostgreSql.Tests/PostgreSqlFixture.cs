using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.PostgreSql.Tests;

/// <summary>Ledgers in one server, a schema for each name.</summary>
internal sealed class PostgreSqlFixture(PostgreSqlServer server, string prefix) : LedgerFixture
{
    public Mistake? Mistake { get; init; }

    public LockMode LockMode { get; init; }

    /// <summary>Whether contacts are inserted by one statement that counts, without a lock.</summary>
    public bool OneStatement { get; init; }

    /// <summary>Whether that statement takes an advisory lock inside.</summary>
    public bool LocksInside { get; init; }

    /// <summary>Added to the connection string.</summary>
    public string Options { get; init; } = "";

    public override bool IsDurable => true;

    public override async ValueTask<ILedgerStore> OpenAsync(string name, TimeProvider clock, CancellationToken cancellationToken)
    {
        string schema = (prefix + "_" + name)[..Math.Min(40, prefix.Length + 1 + name.Length)];
        PostgreSqlLedgerStore store = await PostgreSqlLedgerStore.OpenAsync(
            server.ConnectionString + Options, new PostgreSqlLedgerOptions { Clock = clock, Schema = schema, LockMode = LockMode }, cancellationToken);
        return OneStatement ? new OneStatementStore(store, server.ConnectionString, schema, LocksInside)
            : Mistake is { } mistake ? new KnownBadStore(store, mistake, clock) : store;
    }
}
