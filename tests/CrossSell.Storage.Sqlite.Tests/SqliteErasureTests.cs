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
