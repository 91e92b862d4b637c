using CrossSell.Ledger;
using CrossSell.Testing;
using Npgsql;

namespace CrossSell.Storage.PostgreSql.Tests;

/// <summary>Tables of earlier versions are brought to this one with what is in them, by however many open them at once.</summary>
[Collection(nameof(PostgreSqlServer))]
public sealed class PostgreSqlMigrationTests(PostgreSqlServer server)
{
    private static readonly CustomerRef s_ann = new("main", SubjectKey.Household("H"), new CustomerId("ann"));

    private readonly ManualClock _clock = new();

    [PostgreSqlTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Tables_of_an_earlier_version_keep_what_they_hold_and_what_it_forbids(int version)
    {
        string schema = "from" + version;
        await MakeAsync(schema, version);
        PostgreSqlLedgerStore[] stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostgreSqlLedgerStore.OpenAsync(
            server.ConnectionString, new PostgreSqlLedgerOptions { Schema = schema, Clock = _clock })));
        Assert.Equal(PostgreSqlSchema.Scripts.Length, await NumberAsync($"SELECT value FROM {schema}.meta WHERE name = 'schema_version'"));

        for (int i = 0; i < stores.Length; i++)
        {
            var ledger = new ContactLedger(
                stores[i], new PlainLimits(new LimitSpec { Name = "two", Limit = 2, Window = TimeSpan.FromDays(7) }),
                new ContactLedgerOptions { ContactPointKey = new byte[32], DecisionDetail = DecisionDetail.All });

            // The contact sent and the one reserved fill the window.
            Veto cap = Assert.Single((await ledger.ReserveAsync(Ask("third" + i, "ann"))).Admission!.Vetoes);
            Assert.Equal("two", cap.RuleId);
            Assert.Equal("CNS.OBJECTION", Assert.Single((await ledger.ReserveAsync(Ask("k", "cid") with { Household = "I", ContactPoint = "a@x.org" })).Admission!.Vetoes).Code);
            LedgerView before = await ledger.ReadAsync(new LedgerSelection { Tenant = "main", Roots = [new RootSelection { Root = s_ann.Root }], WithLog = true });
            Assert.Equal(["k1 Sent", "k2 Reserved"], before.Root(s_ann.Root).Contacts.Select(row => $"{row.IdempotencyKey} {row.State}"));
            Assert.Equal(version > 1, before.Root(s_ann.Root).Decisions[0].Subject is not null);
        }

        var last = new ContactLedger(stores[0], new PlainLimits(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        Contact reserved = (await last.ReadAsync(s_ann)).Contacts[1];
        Assert.True((await last.BeginDispatchAsync(reserved)).IsBegun);
        await last.EraseAsync(s_ann);
        Assert.Equal(0, await NumberAsync($"SELECT count(*) FROM {schema}.contact"));
        foreach (PostgreSqlLedgerStore store in stores)
        {
            await store.DisposeAsync();
        }
    }

    private static ContactRequest Ask(string key, string customer) => new() { IdempotencyKey = key, Customer = new CustomerId(customer), Household = "H", Channel = "email" };

    private async Task MakeAsync(string schema, int version)
    {
        DateTimeOffset at = LedgerTime.Truncate(_clock.GetUtcNow()) - TimeSpan.FromHours(1);
        ContactPointHash digest = ContactPointHash.Of(new byte[32], "a@x.org");
        string Contact(int id, string key, ContactState state, string expires) =>
            $"INSERT INTO contact VALUES ('household:H', 'main', '{new Guid(id, 0, 0, new byte[8])}', '{key}', 'f', '{{customer:ann,household:H}}', 'ann', 'email', 0, 0, NULL, '{{c}}', '{{t}}', "
            + $"'{{o1,o2}}', NULL, {(int)state}, '{at:O}', '2026-03-01', 'UTC', true, 1, true, true, false, NULL, 0, {expires}, 1, '{{}}', NULL, '{at:O}');"
            + $"INSERT INTO contact_subject VALUES ('household:H', 'main', 'customer:ann', '{at:O}', '{new Guid(id, 0, 0, new byte[8])}');";
        string subject = version > 1 ? $", subject) VALUES ('household:H', 'main', '{new Guid(9, 0, 0, new byte[8])}', '{at:O}', 'reserve', 'accepted', '{new Guid(1, 0, 0, new byte[8])}', 'p', '{digest}')"
            : $") VALUES ('household:H', 'main', '{new Guid(9, 0, 0, new byte[8])}', '{at:O}', 'reserve', 'accepted', '{new Guid(1, 0, 0, new byte[8])}', 'p')";
        string[] all =
        [
            $"CREATE SCHEMA {schema}; SET search_path TO {schema}; CREATE TABLE meta(name text PRIMARY KEY, value bigint NOT NULL); INSERT INTO meta VALUES ('schema_version', {version});",
            .. PostgreSqlSchema.Scripts[..version],
            $"INSERT INTO subject VALUES ('household:H', 'main', 'household:H', 'household:H', 2, '{at:O}'), ('household:H', 'main', 'customer:ann', 'household:H', 0, NULL), "
                + "('customer:ann', 'main', 'customer:ann', 'household:H', 0, NULL);",
            Contact(1, "k1", ContactState.Sent, "NULL"),
            Contact(2, "k2", ContactState.Reserved, $"'{at + TimeSpan.FromHours(2):O}'"),
            $"INSERT INTO objection(root_key, tenant, subject, at) VALUES ('objection:{digest}', 'main', '{digest}', '{at:O}');",
            $"INSERT INTO decision(root_key, tenant, id, at, mode, outcome, contact_id, policy_hash{subject};",
        ];
        await NumberAsync(string.Join('\n', all) + "\nSELECT 1::bigint");
    }

    private async Task<long> NumberAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using NpgsqlCommand command = source.CreateCommand(sql);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync();
        while (!rows.HasRows)
        {
            Assert.True(await rows.NextResultAsync());
        }

        await rows.ReadAsync();
        return rows.GetInt64(0);
    }
}
