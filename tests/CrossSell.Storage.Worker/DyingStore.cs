using System.Diagnostics;
using CrossSell.Ledger;
using CrossSell.Testing;

namespace CrossSell.Storage.Worker;

/// <summary>A store whose process is killed before or after its so-many-th update: at every boundary of what is durable.</summary>
internal sealed class DyingStore(ILedgerStore inner, int at, bool after) : LedgerStoreDecorator(inner)
{
    private int _updates;

    public static void Die()
    {
        // The operating system's own kill: no finally, no flush, no goodbye.
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    public override async ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default)
    {
        bool last = Interlocked.Increment(ref _updates) == at;
        if (last && !after)
        {
            Die();
        }

        T result = await Inner.UpdateAsync(selection, decide, cancellationToken);
        if (last)
        {
            Die();
        }

        return result;
    }
}
