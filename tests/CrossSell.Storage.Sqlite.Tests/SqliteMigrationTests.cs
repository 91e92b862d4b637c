using System.Globalization;
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

    [Fact]
    public async Task A_file_of_the_first_version_keeps_its_contacts_with_all_that_points_at_them()
    {
        // What this version reads of such a row is what the first one wrote.
        const string Row = "VALUES ('main', 'household:H', x'{0}', '{1}', 'f', '[\"customer:ann\",\"household:H\"]', 'ann', 'email', 0, 0, NULL, '[\"c\"]', '[\"t\"]', '[\"o1\",\"o2\"]', "
            + "NULL, {2}, {3}, 739000, 'UTC', 1, 1, 1, 1, 0, NULL, 0, {4}, 1, '[]', NULL, {3})";
        const string First = "00000000000000000000000000000001", Second = "00000000000000000000000000000002";
        var clock = new ManualClock();
        long at = LedgerTime.ToMicroseconds(clock.GetUtcNow()) - 1_000_000;
        string Contact(string id, string key, int state, string expires) => string.Format(CultureInfo.InvariantCulture, "INSERT INTO contact " + Row, id, key, state, at, expires);
        Make(
            "INSERT INTO subject VALUES ('main', 'household:H', 'household:H', 1), ('main', 'customer:ann', 'household:H', 1)",
            Contact(First, "k1", (int)ContactState.Sent, "NULL"),
            Contact(Second, "k2", (int)ContactState.Reserved, (at + 900_000_000).ToString(CultureInfo.InvariantCulture)),
            $"INSERT INTO contact_subject SELECT tenant, root_key, 'customer:ann', at, id FROM contact; INSERT INTO contact_subject SELECT tenant, root_key, root_key, at, id FROM contact",
            $"INSERT INTO contact_offer SELECT tenant, root_key, 'o1', at, id FROM contact; INSERT INTO contact_offer SELECT tenant, root_key, 'o2', at, id FROM contact",
            $"INSERT INTO contact_tag SELECT tenant, root_key, 't', at, id FROM contact");
        await using (ILedgerStore store = await _files.OpenAsync("old", clock, default))
        {
            var ledger = new ContactLedger(store, new PlainLimits(), new ContactLedgerOptions { ContactPointKey = new byte[32] });
            IReadOnlyList<Contact> contacts = (await ledger.ReadAsync(s_ann)).Contacts;
            Assert.Equal("k1 Sent o1 o2/k2 Reserved o1 o2", string.Join('/', contacts.Select(row => $"{row.IdempotencyKey} {row.State} {string.Join(' ', row.Offers)}")));
            Assert.True((await ledger.BeginDispatchAsync(contacts[1])).IsBegun);
        }

        Assert.Equal([4, 4, 2], Counts());
        await using (ILedgerStore store = await _files.OpenAsync("old", clock, default))
        {
            await new ContactLedger(store, new PlainLimits(), new ContactLedgerOptions { ContactPointKey = new byte[32] }).EraseAsync(s_ann);
        }

        Assert.Equal([0, 0, 0], Counts());
    }

    public void Dispose() => _files.Dispose();

    private long?[] Counts()
    {
        using var connection = LedgerConnection.Open(_files.PathOf("old"), TimeSpan.FromSeconds(5));
        return [.. ((string[])["contact_subject", "contact_offer", "contact_tag"]).Select(view => connection.Number($"SELECT count(*) FROM {view}"))];
    }

    private void Make(params string[] rows)
    {
        using var connection = LedgerConnection.Open(_files.PathOf("old"), TimeSpan.FromSeconds(5), create: true);
        foreach (string sql in (string[])[SqliteSchema.Scripts[0], $"PRAGMA user_version = 1; PRAGMA application_id = {SqliteSchema.ApplicationId};", .. rows])
        {
            connection.RunScript(sql);
        }
    }
}
