using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Hosting.Tests;

/// <summary>A store that can be made unreachable.</summary>
internal sealed class BrokenStore(ILedgerStore inner) : LedgerStoreDecorator(inner)
{
    public bool IsBroken { get; set; }

    protected override ILedgerStore Inner => IsBroken ? throw new LedgerException(LedgerFault.Unavailable, "nobody there") : base.Inner;

#pragma warning disable CA2215 // The same, and possible while it cannot be reached.
    public override ValueTask DisposeAsync() => base.Inner.DisposeAsync();
#pragma warning restore CA2215
}
