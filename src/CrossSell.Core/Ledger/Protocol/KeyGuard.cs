using System.Buffers.Binary;
using System.Security.Cryptography;

namespace CrossSell.Ledger;

/// <summary>
/// A store that answers only to the key it was first used with. Under another key every objection would be looked for in the wrong place and none found, and what
/// the customer forbade would look allowed.
/// </summary>
internal sealed class KeyGuard(ILedgerStore inner, ReadOnlySpan<byte> key)
{
    private readonly long _check = CheckOf(key);
    private volatile bool _known;

    public ValueTask<T> UpdateAsync<T>(LedgerSelection selection, Func<LedgerView, LedgerChanges, T> decide, CancellationToken cancellationToken = default)
    {
        return _known ? inner.UpdateAsync(selection, decide, cancellationToken) : FirstAsync();

        async ValueTask<T> FirstAsync()
        {
            await CheckAsync(cancellationToken).ConfigureAwait(false);
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
}
