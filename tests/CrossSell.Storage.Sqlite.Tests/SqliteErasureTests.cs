using System.Text;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.Sqlite.Tests;

/// <summary>The bytes of the file and of its log, searched for an id.</summary>
public sealed class SqliteErasureTests : IDisposable
{
    private readonly SqliteFixture _files = new();

    [Fact]
    public async Task After_erasing_and_compacting_no_file_of_the_ledger_holds_the_id()
    {
        var clock = new ManualClock();
        var store = (SqliteLedgerStore)await _files.OpenAsync("erased", clock, default);
        var options = new ContactLedgerOptions { ContactPointKey = new byte[32], DecisionDetail = DecisionDetail.All };
        var ledger = new ContactLedger(store, new PlainLimits(new LimitSpec { Name = "two", Limit = 2, Window = TimeSpan.FromDays(7) }), options);
        const string Gone = "zebedee-4711", Kept = "mathilda-0815";
        foreach (string customer in (string[])[Gone, Kept])
        {
            for (int i = 0; i < 4; i++)
            {
                await ledger.ReserveAsync(new ContactRequest
                {
                    IdempotencyKey = $"{customer}/{i}", Customer = new CustomerId(customer), Account = "acc-" + customer, Channel = "phone", ContactPoint = customer + "@x.org",
                    Root = SubjectKey.Of(new CustomerId(customer)),
                });
            }

            await ledger.RecordObjectionAsync(CustomerRef.Of(new CustomerId(customer)), channel: "fax");
        }

        Assert.True(Holds("erased", Gone));
        await ledger.EraseAsync(CustomerRef.Of(new CustomerId(Gone)));
        await store.CompactAsync();

        Assert.False(Holds("erased", Gone));
        Assert.True(Holds("erased", Kept));
        await store.DisposeAsync();
        Assert.False(Holds("erased", Gone));
    }

    [Fact]
    public async Task After_a_purge_and_compacting_no_file_holds_what_was_purged_and_who_it_was()
    {
        var clock = new ManualClock();
        var store = (SqliteLedgerStore)await _files.OpenAsync("purged", clock, default);
        await using ILedgerStore closed = store;
        var ledger = new ContactLedger(
            store, new PlainLimits(new LimitSpec { Name = "two", Limit = 2, Window = TimeSpan.FromDays(7) }),
            new ContactLedgerOptions { ContactPointKey = new byte[32], DecisionDetail = DecisionDetail.All });
        const string Gone = "zebedee-4711", Kept = "mathilda-0815";
        foreach (string customer in (string[])[Gone, Kept])
        {
            var request = new ContactRequest
            {
                IdempotencyKey = customer + "/old", Customer = new CustomerId(customer), Household = "home-" + customer, Channel = "phone", ContactPoint = customer + "@x.org", Tags = ["tag-" + customer],
            };
            await ledger.ReserveAsync(request);
            await ledger.RecordHoldAsync(
                new CustomerRef("main", request.EffectiveRoot, request.Customer), new Hold { Id = "hold-" + customer, Customer = request.Customer, Kind = "LEGAL", From = clock.GetUtcNow(), To = clock.GetUtcNow() });
        }

        clock.Advance(TimeSpan.FromDays(400));
        await ledger.ReserveAsync(new ContactRequest { IdempotencyKey = "new", Customer = new CustomerId(Kept), Household = "home-" + Kept, Channel = "phone" });
        PurgeReceipt receipt = await ledger.PurgeAsync("main", new RetentionPolicy
        {
            Contacts = TimeSpan.FromDays(365), Decisions = TimeSpan.FromDays(365), Holds = TimeSpan.FromDays(30), StillNeeded = EligibilityRules.Strict.ToRetentionRule(),
        });
        Assert.Equal((2, 2, 2, 1), (receipt.Contacts, receipt.Decisions, receipt.Holds, receipt.Roots));
        await store.CompactAsync();

        Assert.False(Holds("purged", Gone));
        Assert.False(Holds("purged", Kept + "/old"));
        Assert.False(Holds("purged", "hold-" + Kept));
        Assert.True(Holds("purged", Kept));
    }

    public void Dispose() => _files.Dispose();

    private bool Holds(string name, string id)
    {
        byte[] wanted = Encoding.UTF8.GetBytes(id);
        return Directory.GetFiles(Path.GetDirectoryName(_files.PathOf(name))!, name + ".db*").Any(path =>
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(wanted) >= 0;
        });
    }
}
