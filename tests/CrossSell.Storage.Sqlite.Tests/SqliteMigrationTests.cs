using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.Sqlite.Tests;

/// <summary>Files of earlier versions are brought to this one with what is in them.</summary>
public sealed class SqliteMigrationTests : IDisposable
{
    private static readonly CustomerRef s_ann = new("main", SubjectKey.Household("H"), new CustomerId("ann"));
    private static readonly CustomerRef s_bob = s_ann with { Customer = new CustomerId("bob") };

    private readonly SqliteFixture _files = new();

    [Fact]
    public async Task A_file_of_the_first_version_keeps_its_objections_and_its_log_and_nameless_rows_go_with_the_first_member_erased()
    {
        var clock = new ManualClock();
        ContactPointHash digest = ContactPointHash.Of(new byte[32], "a@x.org");
        Make($"INSERT INTO objection(tenant, subject, at) VALUES ('main', '{digest}', 1)",
            "INSERT INTO decision(tenant, root_key, id, at, mode, outcome, contact_id, policy_hash) VALUES ('main', 'household:H', x'00000000000000000000000000000001', 1, 'reserve', "
            + "'refused', x'00000000000000000000000000000002', 'p')");
        await using ILedgerStore store = await _files.OpenAsync("old", clock, default);
        var ledger = new ContactLedger(store, new PlainLimits(), new ContactLedgerOptions { ContactPointKey = new byte[32], DecisionDetail = DecisionDetail.All });
        ContactRequest Ask(string customer, string? point) => new() { IdempotencyKey = customer, Customer = new CustomerId(customer), Household = "H", Channel = "email", ContactPoint = point };

        Assert.Equal(ReservationOutcome.Refused, (await ledger.ReserveAsync(Ask("bob", "a@x.org"))).Outcome);
        Assert.True((await ledger.ReserveAsync(Ask("ann", null))).IsAccepted);
        Assert.Equal("refused", Assert.Single((await ledger.ReadAllAsync(s_bob)).Decisions).Outcome);

        Assert.Equal(3, (await ledger.EraseAsync(s_ann)).Rows);
        Assert.Equal("CNS.OBJECTION", Assert.Single(Assert.Single((await ledger.ReadAllAsync(s_bob)).Decisions).Vetoes).Code);
    }

    public void Dispose() => _files.Dispose();

    private void Make(params string[] rows)
    {
        using var connection = LedgerConnection.Open(_files.PathOf("old"), TimeSpan.FromSeconds(5));
        foreach (string sql in (string[])[SqliteSchema.Scripts[0], $"PRAGMA user_version = 1; PRAGMA application_id = {SqliteSchema.ApplicationId};", .. rows])
        {
            connection.RunScript(sql);
        }
    }
}
