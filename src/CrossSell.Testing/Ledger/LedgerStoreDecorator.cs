using CrossSell.Ledger;

namespace CrossSell.Testing;

/// <summary>A store that hands everything on to another: the ground for stores that fail, wait or watch. Override what is to be different.</summary>
/// <remarks>As safe for threads as the store inside.</remarks>
public abstract class LedgerStoreDecorator : ILedgerStore
{
    /// <summary>Wraps a store.</summary>
    /// <param name="inner">The store; disposed with this one.</param>
    /// <exception cref="ArgumentNullException">There is none.</exception>
    protected LedgerStoreDecorator(ILedgerStore inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <inheritdoc/>
    public virtual bool ChecksBeforeLocking => Inner.ChecksBeforeLocking;

    /// <summary>The store inside; every call asks for it, so a store that is to be out of reach throws here.</summary>
    protected virtual ILedgerStore Inner { get; }

    /// <inheritdoc/>
    public virtual ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default) =>
        Inner.UpdateAsync(selection, decide, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<LedgerView> ReadAsync(LedgerSelection selection, CancellationToken cancellationToken = default) => Inner.ReadAsync(selection, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<Contact>> FindAsync(ContactQuery query, CancellationToken cancellationToken = default) => Inner.FindAsync(query, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<SubjectKey?>> FindHomesAsync(string tenant, IReadOnlyList<SubjectKey> subjects, CancellationToken cancellationToken = default) =>
        Inner.FindHomesAsync(tenant, subjects, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<SubjectKey>> FindRootsAsync(string tenant, SubjectKey? after, int limit, CancellationToken cancellationToken = default) =>
        Inner.FindRootsAsync(tenant, after, limit, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask KeepPolicyAsync(string hash, string json, CancellationToken cancellationToken = default) => Inner.KeepPolicyAsync(hash, json, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<string?> ReadPolicyAsync(string hash, CancellationToken cancellationToken = default) => Inner.ReadPolicyAsync(hash, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<long> ClaimAsync(string name, long value, CancellationToken cancellationToken = default) => Inner.ClaimAsync(name, value, cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask<DateTimeOffset> GetNowAsync(CancellationToken cancellationToken = default) => Inner.GetNowAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Inner.DisposeAsync();
    }
}
