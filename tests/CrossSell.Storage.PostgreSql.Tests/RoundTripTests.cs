using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.PostgreSql.Tests;

/// <summary>How often each call waits for the server, counted on the wire.</summary>
[Collection(nameof(PostgreSqlServer))]
public sealed class RoundTripTests(PostgreSqlServer server)
{
    private static readonly string[] s_customers = ["A", "B", "C", "D", "E", "F", "G", "H"];

    [PostgreSqlFact]
    public async Task An_update_waits_twice_one_that_changes_nothing_once_and_its_rollback_and_a_look_once()
    {
        using var wire = new WireCounter(server.ConnectionString.Split(';')[0]["Host=".Length..]);
        await using PostgreSqlLedgerStore store = await OpenAsync(wire, "trips");
        foreach (string customer in s_customers)
        {
            wire.Take();
            await store.UpdateAsync(Of(customer), (_, changes) => Hold(changes, customer));
            Assert.Equal(2, wire.Take());
            await store.UpdateAsync(Of(customer), (_, changes) => Hold(changes, customer));
            Assert.Equal(2, wire.Take());
            await store.ReadAsync(Of(customer));
            Assert.Equal(1, wire.Take());
        }

        await store.UpdateAsync(Of("A"), (view, _) => view.Root(Key("A")).Holds.Count);
        Assert.Equal(2, wire.Take());
    }

    [PostgreSqlFact]
    public async Task A_reservation_waits_three_times_and_a_refusal_once()
    {
        using var wire = new WireCounter(server.ConnectionString.Split(';')[0]["Host=".Length..]);
        await using PostgreSqlLedgerStore store = await OpenAsync(wire, "reserve");
        var ledger = new ContactLedger(
            store, new PlainLimits(new LimitSpec { Name = "one", Limit = 1, Window = TimeSpan.FromDays(7) }), new ContactLedgerOptions { ContactPointKey = new byte[32] });
        await ledger.ReserveAsync(Ask("first", "Z"));
        foreach (string customer in s_customers)
        {
            wire.Take();
            Assert.True((await ledger.ReserveAsync(Ask("k", customer))).IsAccepted);
            Assert.Equal(3, wire.Take());
            Assert.False((await ledger.ReserveAsync(Ask("other", customer))).IsAccepted);
            Assert.Equal(1, wire.Take());
        }
    }

    [PostgreSqlFact]
    public async Task Who_is_first_seen_in_a_household_costs_one_more_and_only_then()
    {
        using var wire = new WireCounter(server.ConnectionString.Split(';')[0]["Host=".Length..]);
        await using PostgreSqlLedgerStore store = await OpenAsync(wire, "household");
        var home = SubjectKey.Household("H");
        LedgerSelection both = new() { Tenant = "main", Roots = [new RootSelection { Root = home, Subjects = [Key("A"), home] }] };
        wire.Take();
        await store.UpdateAsync(both, (_, changes) => Hold(changes, "A", home));
        Assert.Equal(3, wire.Take());
        await store.UpdateAsync(both, (_, changes) => Hold(changes, "A", home));
        Assert.Equal(2, wire.Take());
    }

    private static SubjectKey Key(string customer) => new(SubjectKind.Customer, customer);

    private static LedgerSelection Of(string customer) => new() { Tenant = "main", Roots = [new RootSelection { Root = Key(customer), Subjects = [Key(customer)] }] };

    private static ContactRequest Ask(string key, string customer) => new() { IdempotencyKey = key, Customer = new CustomerId(customer), Channel = "phone" };

    private static int Hold(LedgerChanges changes, string customer, SubjectKey? root = null)
    {
        changes.Put(root ?? Key(customer), new Hold { Id = "h", Customer = new CustomerId(customer), Kind = "LEGAL", From = DateTimeOffset.UnixEpoch });
        return 0;
    }

    private string Through(WireCounter wire) => $"Host={wire.Host};" + string.Join(';', server.ConnectionString.Split(';')[1..]);

    private Task<PostgreSqlLedgerStore> OpenAsync(WireCounter wire, string name) =>
        PostgreSqlLedgerStore.OpenAsync(Through(wire), new PostgreSqlLedgerOptions { Schema = "trip_" + name });
}
