using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CrossSell.Ledger;

/// <summary>
/// A store that answers only to the key it was first used with, and that knows the rules before anything is written under them. Under another key every objection
/// would be looked for in the wrong place and none found, and what the customer forbade would look allowed.
/// </summary>
/// <param name="inner">The store.</param>
/// <param name="key">The key of contact points.</param>
/// <param name="rules">The rules whose text is kept before the first update; null when nothing is decided by rules.</param>
internal sealed class GuardedStore(ILedgerStore inner, ReadOnlySpan<byte> key, IContactAdmission? rules)
{
    private readonly long _check = CheckOf(key);
    private volatile bool _known;
    private volatile bool _kept;

    public ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default)
    {
        return _known && _kept ? inner.UpdateAsync(selection, decide, cancellationToken) : FirstAsync();

        async ValueTask<T> FirstAsync()
        {
            await CheckAsync(cancellationToken).ConfigureAwait(false);
            await KeepAsync(cancellationToken).ConfigureAwait(false);
            return await inner.UpdateAsync(selection, decide, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask<LedgerView> ReadAsync(LedgerSelection selection, CancellationToken cancellationToken = default)
    {
        return _known ? inner.ReadAsync(selection, cancellationToken) : FirstAsync();

        async ValueTask<LedgerView> FirstAsync()
        {
            await CheckAsync(cancellationToken).ConfigureAwait(false);
            return await inner.ReadAsync(selection, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<IReadOnlyList<Contact>> FindAsync(ContactQuery query, CancellationToken cancellationToken = default)
    {
        await CheckAsync(cancellationToken).ConfigureAwait(false);
        return await inner.FindAsync(query, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<SubjectKey?>> FindHomesAsync(string tenant, IReadOnlyList<SubjectKey> subjects, CancellationToken cancellationToken = default)
    {
        await CheckAsync(cancellationToken).ConfigureAwait(false);
        return await inner.FindHomesAsync(tenant, subjects, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<SubjectKey>> FindRootsAsync(string tenant, SubjectKey? after, int limit, CancellationToken cancellationToken = default)
    {
        await CheckAsync(cancellationToken).ConfigureAwait(false);
        return await inner.FindRootsAsync(tenant, after, limit, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<string?> ReadPolicyAsync(string hash, CancellationToken cancellationToken = default) => inner.ReadPolicyAsync(hash, cancellationToken);

    public ValueTask<DateTimeOffset> GetNowAsync(CancellationToken cancellationToken = default) => inner.GetNowAsync(cancellationToken);

    // 63 bits of an HMAC: they tell one key from another, and nothing of the key.
    private static long CheckOf(ReadOnlySpan<byte> key) =>
        BinaryPrimitives.ReadInt64BigEndian(HMACSHA256.HashData(key, "CrossSell contact point key"u8)) & long.MaxValue;

    private async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        if (_known)
        {
            return;
        }

        if (await inner.ClaimAsync("contact_point_key", _check, cancellationToken).ConfigureAwait(false) != _check)
        {
            throw new LedgerException(
                LedgerFault.WrongKey,
                "The ContactPointKey is not the one that this store was first used with; objections kept under that key would not be found. Give the first key.");
        }

        _known = true;
    }

    // Before the first decision, not with it: the row is the same for everybody, and one too many does no harm.
    private async ValueTask KeepAsync(CancellationToken cancellationToken)
    {
        if (!_kept && rules?.PolicyJson is { } json)
        {
            await inner.KeepPolicyAsync(rules.PolicyHash, json, cancellationToken).ConfigureAwait(false);
        }

        _kept = true;
    }
}
