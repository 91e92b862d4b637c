using System.Collections.Concurrent;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.Worker.Harness;

/// <summary>A store that notes what every update wrote of contacts, by whomever, for the history checker.</summary>
internal sealed class WatchedStore(ILedgerStore inner, TimeProvider clock) : LedgerStoreDecorator(inner)
{
    private readonly ConcurrentQueue<LedgerOperation> _operations = new();
    private long _place;

    public IReadOnlyList<LedgerOperation> Operations => [.. _operations];

    public override async ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default)
    {
        long invoked = Interlocked.Increment(ref _place);
        DateTimeOffset at = clock.GetUtcNow();
        IReadOnlyList<Contact> written = [];
        T result = await Inner.UpdateAsync(
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
}
