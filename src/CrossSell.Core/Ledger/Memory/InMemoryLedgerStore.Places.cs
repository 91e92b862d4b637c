using System.Collections.Concurrent;

namespace CrossSell.Ledger;

/// <content>Who lives where, and the policies.</content>
public sealed partial class InMemoryLedgerStore
{
    private readonly ConcurrentDictionary<string, string> _policies = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SubjectKey?>> FindHomesAsync(string tenant, IReadOnlyList<SubjectKey> subjects, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentNullException.ThrowIfNull(subjects);
        return ValueTask.FromResult<IReadOnlyList<SubjectKey?>>(
            [.. subjects.Select(subject => _homes.TryGetValue((tenant, subject), out SubjectKey home) ? home : (SubjectKey?)null)]);
    }

    /// <inheritdoc/>
    /// <remarks>Every page sorts all roots: O(roots log roots).</remarks>
    public ValueTask<IReadOnlyList<SubjectKey>> FindRootsAsync(string tenant, SubjectKey? after, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return ValueTask.FromResult<IReadOnlyList<SubjectKey>>(
        [
            // The place of a root that was forgotten stays empty.
            .. _roots.Keys.Where(place => string.Equals(place.Tenant, tenant, StringComparison.Ordinal) && _homes.ContainsKey(place) && (after is not { } last || place.Root > last))
                .Select(place => place.Root).Order().Take(limit),
        ]);
    }

    /// <inheritdoc/>
    public ValueTask KeepPolicyAsync(string hash, string json, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(hash);
        ArgumentNullException.ThrowIfNull(json);
        _policies.TryAdd(hash, json);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<string?> ReadPolicyAsync(string hash, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(hash);
        return ValueTask.FromResult(_policies.GetValueOrDefault(hash));
    }
}
