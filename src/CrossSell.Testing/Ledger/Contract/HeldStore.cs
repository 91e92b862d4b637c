using CrossSell.Ledger;

namespace CrossSell.Testing;

/// <summary>A store whose updates stop under the lock, after they have decided, until they are let go: whoever comes meanwhile must wait for the lock.</summary>
internal sealed class HeldStore(ILedgerStore inner) : LedgerStoreDecorator(inner)
{
    private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ManualResetEventSlim _go = new();

    /// <summary>Ends when an update has the lock.</summary>
    public Task Held => _held.Task;

    public void LetGo() => _go.Set();

    public override ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default) => Inner.UpdateAsync(
        selection,
        (view, changes) =>
        {
            T result = decide(view, changes);
            _held.TrySetResult();
            _go.Wait(cancellationToken);
            return result;
        },
        cancellationToken);

#pragma warning disable CA2215 // The store inside stays open: it is the fixture's.
    public override ValueTask DisposeAsync()
#pragma warning restore CA2215
    {
        _go.Dispose();
        return ValueTask.CompletedTask;
    }
}
