using CrossSell.Ledger;

namespace CrossSell.Testing;

/// <summary>A store whose updates stop under the lock, after they have decided, until they are let go: whoever comes meanwhile must wait for the lock.</summary>
internal sealed class HeldStore(ILedgerStore inner) : ILedgerStore
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _go = new();

    public bool ChecksBeforeLocking => inner.ChecksBeforeLocking;

    /// <summary>Ends when an update has the lock.</summary>
    public Task Held => _held.Task;

    public void LetGo() => _go.Set();

    public ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default) => inner.UpdateAsync(
        selection,
        (view, changes) =>
        {
            T result = decide(view, changes);
            _held.TrySetResult();
            _go.Wait(cancellationToken);
            return result;
        },
        cancellationToken);

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

    /// <summary>The store inside stays open.</summary>
    public ValueTask DisposeAsync()
    {
        _go.Dispose();
        return ValueTask.CompletedTask;
    }
}
