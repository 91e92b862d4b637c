using CrossSell.Ledger;
using Npgsql;

namespace CrossSell.Storage.PostgreSql.Tests;

/// <summary>The rules that let the same tables run on distributed PostgreSQL, read from the server's own catalogue.</summary>
[Collection(nameof(PostgreSqlServer))]
public sealed class PostgreSqlSchemaTests(PostgreSqlServer server)
{
    [PostgreSqlFact]
    public async Task Every_distributed_table_begins_with_the_distribution_column_and_every_unique_index_contains_it()
    {
        await OpenAsync("lint");

        Assert.Equal(
            PostgreSqlSchema.Distributed.Concat(PostgreSqlSchema.Shared).Order(StringComparer.Ordinal),
            (await TextsAsync("SELECT tablename FROM pg_tables WHERE schemaname = 'lint'")).Order(StringComparer.Ordinal));
        Assert.Equal(
            PostgreSqlSchema.Distributed.Order(StringComparer.Ordinal),
            (await TextsAsync("SELECT table_name FROM information_schema.columns WHERE table_schema = 'lint' AND column_name = 'root_key' AND data_type = 'text' "
                + "AND is_nullable = 'NO' AND ordinal_position = 1")).Order(StringComparer.Ordinal));
        Assert.Empty(await TextsAsync(
            "SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace "
            + "WHERE n.nspname = 'lint' AND i.indisunique AND t.relname NOT IN ('meta', 'policy_set') AND NOT EXISTS ("
            + "SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'root_key' AND a.attnum = ANY(i.indkey))"));
        Assert.Empty(await TextsAsync("SELECT tgname::text FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid JOIN pg_namespace n ON n.oid = t.relnamespace WHERE n.nspname = 'lint'"));
        Assert.Empty(await TextsAsync(
            "SELECT conname::text FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname = 'lint' AND c.contype IN ('f', 'x')"));
    }

    [PostgreSqlFact]
    public async Task Every_table_has_its_tenant()
    {
        await OpenAsync("tenants");

        Assert.Equal(
            PostgreSqlSchema.Distributed.Order(StringComparer.Ordinal),
            (await TextsAsync("SELECT table_name FROM information_schema.columns WHERE table_schema = 'tenants' AND column_name = 'tenant' AND is_nullable = 'NO'"))
                .Order(StringComparer.Ordinal));
    }

    [PostgreSqlFact]
    public async Task A_newer_schema_is_refused_and_many_may_create_one_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync("together")));
        await TextsAsync("UPDATE together.meta SET value = 99 WHERE name = 'schema_version' RETURNING name");

        Assert.Equal(LedgerFault.WrongSchema, (await Assert.ThrowsAsync<LedgerException>(() => OpenAsync("together"))).Fault);
    }

    [PostgreSqlFact]
    public async Task A_database_without_the_tables_is_no_ledger_where_none_may_be_made_and_stays_as_it_was()
    {
        var made = new PostgreSqlLedgerOptions { Schema = "unmade", CreateIfMissing = false };

        LedgerException refused = await Assert.ThrowsAsync<LedgerException>(() => PostgreSqlLedgerStore.OpenAsync(server.ConnectionString, made));

        Assert.Equal(LedgerFault.WrongSchema, refused.Fault);
        Assert.Contains("no tables in its schema 'unmade', which is no ledger", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await TextsAsync("SELECT nspname FROM pg_namespace WHERE nspname = 'unmade'"));
        await OpenAsync("unmade");
        await (await PostgreSqlLedgerStore.OpenAsync(server.ConnectionString, made)).DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told() => Assert.Equal(
        LedgerFault.Unavailable,
        (await Assert.ThrowsAsync<LedgerException>(() => PostgreSqlLedgerStore.OpenAsync("Host=/no/such/folder;Username=x;Timeout=2"))).Fault);

    private async Task OpenAsync(string schema) =>
        await (await PostgreSqlLedgerStore.OpenAsync(server.ConnectionString, new PostgreSqlLedgerOptions { Schema = schema })).DisposeAsync();

    private async Task<List<string>> TextsAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync();
        List<string> texts = [];
        while (await rows.ReadAsync())
        {
            texts.Add(rows.GetString(0));
        }

        return texts;
    }
}
