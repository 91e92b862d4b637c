using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.Sqlite.Tests;

/// <summary>Who comes while a group is under way joins it only when it writes: else it would be shown what was true before it asked.</summary>
public sealed class LateCallerTests : IDisposable
{
    private readonly SqliteFixture _files = new();
    private readonly ManualClock _clock = new();
    private int _groups;

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task It_joins_a_group_that_writes_and_shares_its_flush()
    {
        await using SqliteLedgerStore store = await OpenAsync();
        store.Writer.BeforeGroup = _ => _groups++;
        Task<int>? late = null;
        await store.UpdateAsync(Of("first"), (_, changes) =>
        {
            late ??= store.UpdateAsync(Of("late"), (_, more) => Hold(more, "late")).AsTask();
            return Hold(changes, "first");
        });
        await late!;

        Assert.Equal(1, _groups);
        Assert.Equal(1, await HoldsAsync(store, "first"));
        Assert.Equal(1, await HoldsAsync(store, "late"));
    }

    [Fact]
    public async Task It_waits_for_the_end_of_a_group_that_only_reads_and_sees_what_others_wrote_before_it_asked()
    {
        await using SqliteLedgerStore store = await OpenAsync(), other = await OpenAsync();
        store.Writer.BeforeGroup = _ => _groups++;
        Task<int>? late = null;
        int seen = await store.UpdateAsync(Of("C"), (view, _) =>
        {
            if (late is null)
            {
                // Another process writes and is answered; only then the late caller asks.
                other.UpdateAsync(Of("C"), (_, more) => Hold(more, "C")).AsTask().Wait();
                late = store.UpdateAsync(Of("C"), (later, _) => later.Root(Key("C")).Holds.Count).AsTask();
            }

            return view.Root(Key("C")).Holds.Count;
        });

        Assert.Equal(0, seen);
        Assert.Equal(1, await late!);
        Assert.Equal(2, _groups);
    }

    [Fact]
    public async Task A_group_that_another_process_overtook_starts_again_and_nobody_in_it_decides_on_what_was()
    {
        await using SqliteLedgerStore store = await OpenAsync(), other = await OpenAsync();
        store.Writer.BeforeGroup = _ => _groups++;
        Task<int>? late = null;
        int seen = await store.UpdateAsync(Of("C"), (view, changes) =>
        {
            if (late is null)
            {
                other.UpdateAsync(Of("C"), (_, more) => Hold(more, "C")).AsTask().Wait();
                late = store.UpdateAsync(Of("C"), (later, _) => later.Root(Key("C")).Holds.Count).AsTask();
            }

            changes.Put(Key("C"), new Hold { Id = "again", Customer = new CustomerId("C"), Kind = "LEGAL", From = view.Now });
            return view.Root(Key("C")).Holds.Count;
        });

        Assert.Equal(1, seen);
        Assert.Equal(2, await late!);
        Assert.Equal(1, _groups);
    }

    private static SubjectKey Key(string customer) => new(SubjectKind.Customer, customer);

    private static LedgerSelection Of(string customer) => new() { Tenant = "main", Roots = [new RootSelection { Root = Key(customer), Subjects = [Key(customer)] }] };

    private static int Hold(LedgerChanges changes, string customer)
    {
        changes.Put(Key(customer), new Hold { Id = "h", Customer = new CustomerId(customer), Kind = "LEGAL", From = DateTimeOffset.UnixEpoch });
        return 0;
    }

    private static async Task<int> HoldsAsync(SqliteLedgerStore store, string customer) => (await store.ReadAsync(Of(customer))).Root(Key(customer)).Holds.Count;

    private Task<SqliteLedgerStore> OpenAsync() => SqliteLedgerStore.OpenAsync(_files.PathOf("late"), new SqliteLedgerOptions { Clock = _clock });
}
