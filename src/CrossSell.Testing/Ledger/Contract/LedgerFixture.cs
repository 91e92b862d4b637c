using CrossSell.Ledger;

namespace CrossSell.Testing;

/// <summary>Opens the stores that a <see cref="LedgerContract"/> is run on; made by whoever wrote a store.</summary>
public abstract class LedgerFixture
{
    /// <summary>Whether a store opened again under its name holds what was acknowledged before.</summary>
    public abstract bool IsDurable { get; }

    /// <summary>Opens the store of a name: empty the first time, with what it held before when it is opened again and durable.</summary>
    /// <param name="name">A short name in lower case, unique to one case of the contract.</param>
    /// <param name="clock">The clock that the store must use.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public abstract ValueTask<ILedgerStore> OpenAsync(string name, TimeProvider clock, CancellationToken cancellationToken);
}
