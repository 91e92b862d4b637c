using CrossSell.Ledger;

namespace CrossSell.Hosting.Tests;

/// <summary>A store that can be made unreachable.</summary>
internal sealed class BrokenStore(ILedgerStore inner) : ILedgerStore
{
    public bool IsBroken { get; set; }

    public bool ChecksBeforeLocking => inner.ChecksBeforeLocking;

    private ILedgerStore Reached => IsBroken ? throw new LedgerException(LedgerFault.Unavailable, "nobody there") : inner;

    public ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default) => Reached.UpdateAsync(selection, decide, cancellationToken);

    public ValueTask<LedgerView> ReadAsync(LedgerSelection selection, CancellationToken cancellationToken = default) => Reached.ReadAsync(selection, cancellationToken);

    public ValueTask<IReadOnlyList<Contact>> FindAsync(ContactQuery query, CancellationToken cancellationToken = default) => Reached.FindAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<SubjectKey?>> FindHomesAsync(string tenant, IReadOnlyList<SubjectKey> subjects, CancellationToken cancellationToken = default) => Reached.FindHomesAsync(tenant, subjects, cancellationToken);

    public ValueTask<IReadOnlyList<SubjectKey>> FindRootsAsync(string tenant, SubjectKey? after, int limit, CancellationToken cancellationToken = default) => Reached.FindRootsAsync(tenant, after, limit, cancellationToken);

    public ValueTask KeepPolicyAsync(string hash, string json, CancellationToken cancellationToken = default) => Reached.KeepPolicyAsync(hash, json, cancellationToken);

    public ValueTask<string?> ReadPolicyAsync(string hash, CancellationToken cancellationToken = default) => Reached.ReadPolicyAsync(hash, cancellationToken);

    public ValueTask<long> ClaimAsync(string name, long value, CancellationToken cancellationToken = default) => Reached.ClaimAsync(name, value, cancellationToken);

    public ValueTask<DateTimeOffset> GetNowAsync(CancellationToken cancellationToken = default) => Reached.GetNowAsync(cancellationToken);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
