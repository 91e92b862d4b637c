using System.Diagnostics;
using CrossSell.Ledger;

namespace CrossSell.Storage.Worker;

/// <summary>A store whose process is killed before or after its so-many-th update: at every boundary of what is durable.</summary>
internal sealed class DyingStore(ILedgerStore inner, int at, bool after) : ILedgerStore
{
    private int _updates;

    public bool ChecksBeforeLocking => inner.ChecksBeforeLocking;

    public static void Die()
    {
        // The operating system's own kill: no finally, no flush, no goodbye.
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    public async ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default)
    {
        bool last = Interlocked.Increment(ref _updates) == at;
        if (last && !after)
        {
            Die();
        }

        T result = await inner.UpdateAsync(selection, decide, cancellationToken);
        if (last)
        {
            Die();
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
