using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.Sqlite.Tests;

/// <summary>What the file itself forbids, and how its log ends.</summary>
public sealed class SqliteFileTests : IDisposable
{
    private static readonly SubjectKey s_root = SubjectKey.Of(new CustomerId("C"));

    private readonly SqliteFixture _files = new();
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task The_file_holds_no_second_contact_under_a_key_whatever_its_id_and_who_shares_the_group_is_unharmed()
    {
        await using SqliteLedgerStore store = await OpenAsync("key");
        await PutAsync(store, new Guid(1, 0, 0, new byte[8]));

        // The second one's step sees nothing of the first, as if it had been read before: the file refuses all the same.
        Task[] together = [PutAsync(store, new Guid(2, 0, 0, new byte[8])), .. Enumerable.Range(0, 20).Select(i => ReserveAsync(store, i))];
        await Task.WhenAll(together.Select(task => task.ContinueWith(_ => { }, TaskScheduler.Default)));

        Assert.Equal(LedgerFault.Corrupt, Assert.IsType<LedgerException>(together[0].Exception?.InnerException).Fault);
        Assert.All(together[1..], task => Assert.True(task.IsCompletedSuccessfully));
        Assert.Equal(new Guid(1, 0, 0, new byte[8]), Assert.Single(await ContactsAsync(store)).Id);
    }

    [Fact]
    public async Task The_log_begins_anew_while_contacts_are_written_and_nothing_is_lost()
    {
        await using SqliteLedgerStore store = await OpenAsync("log");
        store.Writer.Log.Pages = 50;
        await ReserveAsync(store, 0);
        string first = Generation("log");
        int made = 1;
        for (; made < 5_000 && string.Equals(Generation("log"), first, StringComparison.Ordinal); made += 50)
        {
            await Task.WhenAll(Enumerable.Range(made, 50).Select(i => ReserveAsync(store, i)));
        }

        Assert.NotEqual(first, Generation("log"));
        Assert.Equal(made, (await store.FindAsync(new ContactQuery { Tenant = "main", State = ContactState.Reserved, Limit = 10_000 })).Count);
    }

    [Fact]
    public async Task A_root_that_was_forgotten_is_still_found_by_what_was_left_of_it()
    {
        await using SqliteLedgerStore store = await OpenAsync("left");
        var hold = new Hold { Id = "h", Customer = new CustomerId("C"), Kind = "legal", From = _clock.GetUtcNow() };
        await UpdateAsync(store, changes => changes.Put(s_root, hold));
        await UpdateAsync(store, changes => changes.Remove(new LedgerRemoval(new RootView { Root = s_root }, s_root)));

        LedgerView left = await store.ReadAsync(new LedgerSelection { Tenant = "main", Roots = [new RootSelection { Root = s_root }] });
        Assert.Equal("legal", Assert.Single(left.Root(s_root).Holds).Kind);
    }

    public void Dispose() => _files.Dispose();

    private static async Task UpdateAsync(SqliteLedgerStore store, Action<LedgerChanges> change) => await store.UpdateAsync(
        new LedgerSelection { Tenant = "main", Roots = [new RootSelection { Root = s_root, Subjects = [s_root] }] },
        (_, changes) =>
        {
            change(changes);
            return true;
        });

    private static async Task ReserveAsync(SqliteLedgerStore store, int customer) => Assert.True((await new ContactLedger(
        store, new PlainLimits(new LimitSpec { Name = "two", Limit = 2, Window = TimeSpan.FromDays(7) }), new ContactLedgerOptions { ContactPointKey = new byte[32] })
        .ReserveAsync(new ContactRequest { IdempotencyKey = "k", Customer = new CustomerId("R-" + customer), Channel = "phone" })).IsAccepted);

    private static async Task<IReadOnlyList<Contact>> ContactsAsync(SqliteLedgerStore store) =>
        (await store.ReadAsync(new LedgerSelection { Tenant = "main", Roots = [new RootSelection { Root = s_root }] })).Root(s_root).Contacts;

    private Task PutAsync(SqliteLedgerStore store, Guid id) => UpdateAsync(store, changes => changes.Put(new Contact
    {
        Id = id, Tenant = "main", Root = s_root, IdempotencyKey = "same", Fingerprint = "f", Subjects = [s_root], Customer = new CustomerId("C"), Channel = "phone",
        At = _clock.GetUtcNow(), LocalDate = new DateOnly(2026, 3, 1), Zone = "UTC", ChangedAt = _clock.GetUtcNow(), State = ContactState.Sent,
    }));

    private Task<SqliteLedgerStore> OpenAsync(string name) => SqliteLedgerStore.OpenAsync(_files.PathOf(name), new SqliteLedgerOptions { Clock = _clock });

    // The log's header has two numbers that change each time it begins anew.
    private string Generation(string name)
    {
        using var log = new FileStream(_files.PathOf(name) + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] header = new byte[24];
        log.ReadExactly(header);
        return Convert.ToHexString(header[16..]);
    }
}
