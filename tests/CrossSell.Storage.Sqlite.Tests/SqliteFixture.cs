using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.Sqlite.Tests;

/// <summary>Ledgers in a folder of their own, one file for each name.</summary>
internal sealed class SqliteFixture : LedgerFixture, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosssell-ledger-").FullName;

    public Mistake? Mistake { get; init; }

    public override bool IsDurable => true;

    public string PathOf(string name) => Path.Combine(_folder, name + ".db");

    public override async ValueTask<ILedgerStore> OpenAsync(string name, TimeProvider clock, CancellationToken cancellationToken)
    {
        ILedgerStore store = await SqliteLedgerStore.OpenAsync(PathOf(name), new SqliteLedgerOptions { Clock = clock }, cancellationToken);
        return Mistake is { } mistake ? new KnownBadStore(store, mistake, clock) : store;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
