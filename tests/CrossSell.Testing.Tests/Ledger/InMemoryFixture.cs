using CrossSell.Ledger;

namespace CrossSell.Testing.Tests.Ledger;

internal sealed class InMemoryFixture : LedgerFixture
{
    public override bool IsDurable => false;

    public override ValueTask<ILedgerStore> OpenAsync(string name, TimeProvider clock, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ILedgerStore>(new InMemoryLedgerStore(clock));
}

/// <summary>Stores in memory that make one mistake.</summary>
internal sealed class KnownBadFixture(Mistake mistake) : LedgerFixture
{
    public override bool IsDurable => false;

    public override ValueTask<ILedgerStore> OpenAsync(string name, TimeProvider clock, CancellationToken cancellationToken) =>
        ValueTask.FromResult<ILedgerStore>(new KnownBadStore(new InMemoryLedgerStore(clock), mistake, clock));
}
