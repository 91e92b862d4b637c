using System.Collections.Concurrent;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.Worker.Harness;

/// <summary>A store that notes what every update wrote of contacts, by whomever, for the history checker.</summary>
internal sealed class WatchedStore(ILedgerStore inner, TimeProvider clock) : ILedgerStore
{
    private readonly ConcurrentQueue<LedgerOperation> _operations = new();
    private long _place;

    public IReadOnlyList<LedgerOperation> Operations => [.. _operations];

    public bool ChecksBeforeLocking => inner.ChecksBeforeLocking;

    public async ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default)
    {
        long invoked = Interlocked.Increment(ref _place);
        DateTimeOffset at = clock.GetUtcNow();
        IReadOnlyList<Contact> written = [];
        T result = await inner.UpdateAsync(
            selection,
            (view, changes) =>
            {
                T decided = decide(view, changes);
                written = [.. changes.Contacts];
                return decided;
            },
            cancellationToken);
        foreach (Contact contact in written)
        {
            _operations.Enqueue(new LedgerOperation
            {
                Invoked = invoked, Returned = Interlocked.Increment(ref _place), At = at, Until = clock.GetUtcNow(), Contact = contact, BeganDispatch = contact.State == ContactState.Dispatching,
            });
        }

        return result;
    }

    public ValueTask<LedgerView> ReadAsync(LedgerSelection selection, CancellationToken cancellationToken = default) => inner.ReadAsync(selection, cancellationToken);

    public ValueTask<IReadOnlyList<Contact>> FindAsync(ContactQuery query, CancellationToken cancellationToken = default) => inner.FindAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<SubjectKey?>> FindHomesAsync(string tenant, IReadOnlyList<SubjectKey> subjects, CancellationToken cancellationToken = default) =>
        inner.FindHomesAsync(tenant, subjects, cancellationToken);

    public ValueTask<IReadOnlyList<SubjectKey>> FindRootsAsync(string tenant, SubjectKey? after, int limit, CancellationToken cancellationToken = default) =>
        inner.FindRootsAsync(tenant, after, limit, cancellationToken);

    public ValueTask KeepPolicyAsync(string hash, string json, CancellationToken cancellationToken = default) => inner.KeepPolicyAsync(hash, json, cancellationToken);

    public ValueTask<string?> ReadPolicyAsync(string hash, CancellationToken cancellationToken = default) => inner.ReadPolicyAsync(hash, cancellationToken);

    public ValueTask<long> ClaimAsync(string name, long value, CancellationToken cancellationToken = default) => inner.ClaimAsync(name, value, cancellationToken);

    public ValueTask<DateTimeOffset> GetNowAsync(CancellationToken cancellationToken = default) => inner.GetNowAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
