using CrossSell.Ledger;
using CrossSell.Testing;
using Microsoft.Data.Sqlite;

namespace CrossSell.Storage.Sqlite.Tests;

/// <summary>What cannot be written or read is a typed fault, never an answer.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private readonly SqliteFixture _files = new();
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_full_disk_is_told_and_nothing_is_allowed_until_there_is_room()
    {
        await using SqliteLedgerStore store = await OpenAsync("full");
        ContactLedger ledger = Ledger(store);

        // The smallest number of pages that the file may have is what it has.
        store.Writer.BeforeGroup = connection => connection.Number("PRAGMA max_page_count = 1");
        LedgerFault? fault = null;
        int accepted = 0;
        for (int i = 0; i < 500 && fault is null; i++)
        {
            try
            {
                accepted += (await ledger.ReserveAsync(Ask("k", "C-" + i))).IsAccepted ? 1 : 0;
            }
            catch (LedgerException failure)
            {
                fault = failure.Fault;
            }
        }

        Assert.Equal(LedgerFault.DiskFull, fault);
        store.Writer.BeforeGroup = connection => connection.Number("PRAGMA max_page_count = 1000000");
        Assert.True((await ledger.ReserveAsync(Ask("k", "C-later"))).IsAccepted);
        for (int i = 0; i < accepted; i++)
        {
            Assert.Single((await ledger.ReadAsync(CustomerRef.Of(new CustomerId("C-" + i)))).Contacts);
        }

        Assert.Empty((await ledger.ReadAsync(CustomerRef.Of(new CustomerId("C-" + accepted)))).Contacts);
    }

    [Fact]
    public async Task A_file_that_may_not_be_written_is_told()
    {
        await using SqliteLedgerStore store = await OpenAsync("readonly");
        store.Writer.BeforeGroup = connection => connection.RunScript("PRAGMA query_only = ON");

        Assert.Equal(LedgerFault.ReadOnly, await FaultOf(() => Ledger(store).ReserveAsync(Ask("k", "C"))));
    }

    [Fact]
    public async Task A_writer_that_does_not_let_go_is_told_after_the_patience_asked_for()
    {
        await using SqliteLedgerStore store = await SqliteLedgerStore.OpenAsync(
            _files.PathOf("busy"), new SqliteLedgerOptions { Clock = _clock, BusyTimeout = TimeSpan.FromMilliseconds(50) });
        using (SqliteConnection other = Raw("busy"))
        {
            Execute(other, "BEGIN IMMEDIATE");
            Assert.Equal(LedgerFault.Busy, await FaultOf(() => Ledger(store).ReserveAsync(Ask("k", "C"))));
        }

        Assert.True((await Ledger(store).ReserveAsync(Ask("k", "C"))).IsAccepted);
    }

    [Fact]
    public async Task A_newer_schema_and_somebody_elses_file_are_refused()
    {
        await (await OpenAsync("newer")).DisposeAsync();
        using (SqliteConnection raw = Raw("newer"))
        {
            Execute(raw, "PRAGMA user_version = 99");
        }

        using (SqliteConnection raw = Raw("other"))
        {
            Execute(raw, "CREATE TABLE t(a)");
        }

        await File.WriteAllTextAsync(_files.PathOf("text"), new string('x', 5000));
        Assert.Equal(LedgerFault.WrongSchema, await FaultOf(async () => await OpenAsync("newer")));
        Assert.Equal(LedgerFault.WrongSchema, await FaultOf(async () => await OpenAsync("other")));
        Assert.Equal(LedgerFault.Corrupt, await FaultOf(async () => await OpenAsync("text")));
        Assert.Equal(LedgerFault.Unavailable, await FaultOf(async () => await OpenAsync("no/such/folder")));
        foreach (string name in (string[])["newer", "other", "text", "no/such/folder"])
        {
            Assert.Contains(_files.PathOf(name), (await Assert.ThrowsAsync<LedgerException>(() => OpenAsync(name))).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_connection_flushes_at_every_commit_or_is_refused()
    {
        using (var connection = LedgerConnection.Open(_files.PathOf("pragma"), TimeSpan.FromSeconds(1), create: true))
        {
            Assert.Equal(2, connection.Number("PRAGMA synchronous"));
            Assert.Equal("wal", connection.Text("PRAGMA journal_mode"));
        }

        LedgerException refused = Assert.Throws<LedgerException>(() => LedgerConnection.Open(":memory:", TimeSpan.FromSeconds(1), create: true));
        Assert.Contains("gave memory", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_may_create_one_file_at_once()
    {
        SqliteLedgerStore[] stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync("together")));

        foreach (SqliteLedgerStore store in stores)
        {
            Assert.True((await Ledger(store).ReserveAsync(Ask("k", "C"))).IsAccepted);
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_failure_of_one_caller_harms_no_other_of_its_group()
    {
        await using SqliteLedgerStore store = await OpenAsync("group");
        ContactLedger ledger = Ledger(store);
        var selection = new LedgerSelection { Tenant = "main", Roots = [new RootSelection { Root = SubjectKey.Of(new CustomerId("X")) }] };
        Task[] calls =
        [
            .. Enumerable.Range(0, 40).Select(i => i % 2 == 0
                ? (Task)ledger.ReserveAsync(Ask("k", "C-" + i)).AsTask()
                : store.UpdateAsync<bool>(selection, (_, _) => throw new InvalidOperationException("on purpose")).AsTask()),
        ];

        await Task.WhenAll(calls.Select(call => call.ContinueWith(_ => { }, TaskScheduler.Default)));
        Assert.All(calls.Where((_, i) => i % 2 == 0), call => Assert.True(call.IsCompletedSuccessfully));
        Assert.All(calls.Where((_, i) => i % 2 == 1), call => Assert.IsType<InvalidOperationException>(call.Exception?.InnerException));
    }

    [Fact]
    public async Task A_log_cut_off_anywhere_leaves_a_prefix_of_what_was_acknowledged()
    {
        const int Contacts = 30;
        await using SqliteLedgerStore store = await OpenAsync("cut");
        for (int i = 0; i < Contacts; i++)
        {
            Assert.True((await Ledger(store).ReserveAsync(Ask("k", "C-" + i))).IsAccepted);
        }

        byte[] database = Bytes(_files.PathOf("cut")), log = Bytes(_files.PathOf("cut") + "-wal");
        int before = 0;
        ulong draw = 20260301;
        int[] cuts = [.. Enumerable.Range(0, 25).Select(_ => (int)((draw = (draw * 6364136223846793005UL) + 1442695040888963407UL) >> 33) % log.Length).Order(), log.Length];
        for (int n = 0; n < cuts.Length; n++)
        {
            string name = "cut" + n;
            await File.WriteAllBytesAsync(_files.PathOf(name), database);
            await File.WriteAllBytesAsync(_files.PathOf(name) + "-wal", log[..cuts[n]]);
            int found = await PrefixAsync(name, Contacts);
            Assert.InRange(found, before, Contacts);
            before = found;
        }

        Assert.Equal(Contacts, before);
    }

    public void Dispose() => _files.Dispose();

    private async Task<int> PrefixAsync(string name, int contacts)
    {
        await using SqliteLedgerStore store = await OpenAsync(name);
        int found = 0;
        for (int i = 0; i < contacts; i++)
        {
            bool there = (await Ledger(store).ReadAsync(CustomerRef.Of(new CustomerId("C-" + i)))).Contacts.Count == 1;
            Assert.True(!there || found == i, $"contact {i} is there, but {found} is not");
            found += there ? 1 : 0;
        }

        return found;
    }

    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static Task<LedgerFault?> FaultOf<T>(Func<ValueTask<T>> call) => FaultOf((Func<Task>)(async () => await call()));

    private static async Task<LedgerFault?> FaultOf(Func<Task> call) => (await Assert.ThrowsAsync<LedgerException>(call)).Fault;

    private static ContactRequest Ask(string key, string customer) => new() { IdempotencyKey = key, Customer = new CustomerId(customer), Channel = "phone" };

    private static ContactLedger Ledger(ILedgerStore store) =>
        new(store, new PlainLimits(new LimitSpec { Name = "two", Limit = 2, Window = TimeSpan.FromDays(7) }), new ContactLedgerOptions { ContactPointKey = new byte[32] });

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private Task<SqliteLedgerStore> OpenAsync(string name) => SqliteLedgerStore.OpenAsync(_files.PathOf(name), new SqliteLedgerOptions { Clock = _clock });

    private SqliteConnection Raw(string name)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection($"Data Source={_files.PathOf(name)};Pooling=False");
        connection.Open();
        return connection;
    }
}
