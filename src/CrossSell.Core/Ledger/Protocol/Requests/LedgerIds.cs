using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace CrossSell.Ledger;

/// <summary>Ids and digests that follow from what is asked, so that a retry finds what the first try wrote.</summary>
internal static class LedgerIds
{
    /// <summary>The id of the contact that a tenant, root and key stand for: a UUID of version 8 from their SHA-256.</summary>
    public static Guid ContactId(string tenant, SubjectKey root, string key)
    {
        using var digest = new Digest();
        digest.Add("contact").Add(tenant).Add(root.ToString()).Add(key);
        return digest.ToGuid();
    }

    /// <summary>The id of a row of the decision log.</summary>
    public static Guid DecisionId(Guid contact, string mode, DateTimeOffset at, long fence, string outcome)
    {
        using var digest = new Digest();
        digest.Add("decision").Add(contact.ToString("N")).Add(mode).Add(LedgerTime.ToMicroseconds(at)).Add(fence).Add(outcome);
        return digest.ToGuid();
    }

    /// <summary>Everything that makes the contact what it is; how long it is reserved and where it is sent to does not.</summary>
    public static string Fingerprint(ContactRequest request)
    {
        using var digest = new Digest();
        digest.Add("request").Add(request.Customer.Value).Add(request.Household).Add(request.Account).Add(request.EffectiveRoot.ToString())
            .Add(request.Channel).Add((long)request.Direction).Add((long)request.Purpose).Add(request.Campaign)
            .Add(request.Categories).Add(request.Tags).Add(request.Offers).Add(request.CustomerClass)
            .Add(request.At is { } at ? LedgerTime.ToMicroseconds(at) : long.MinValue).Add(request.Zone).Add(request.Attempt)
            .Add(request.ObeysCaps ? 1 : 0).Add(request.CountsTowardCaps ? 1 : 0).Add(request.RequestedByCustomer ? 1 : 0)
            .Add(request.Exemption).Add(request.Priority).Add(request.IsPlanned ? 1 : 0).Add(request.Volumes.Count);
        foreach (VolumeTake take in request.Volumes)
        {
            digest.Add(take.Key).Add(take.Period).Add(take.Amount);
        }

        return digest.ToHex();
    }

    /// <summary>SHA-256 over values that each say their own length, so that no two lists of values run together. Gathered first: one call costs less than fifty.</summary>
    private sealed class Digest : IDisposable
    {
        private byte[] _bytes = ArrayPool<byte>.Shared.Rent(1024);
        private int _count;

        public Digest Add(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(Room(8), value);
            _count += 8;
            return this;
        }

        public Digest Add(string? text)
        {
            if (text is null)
            {
                return Add(-1);
            }

            int length = Encoding.UTF8.GetByteCount(text);
            Add(length);
            Encoding.UTF8.GetBytes(text, Room(length));
            _count += length;
            return this;
        }

        public Digest Add(IReadOnlyList<string> texts)
        {
            Add(texts.Count);
            for (int i = 0; i < texts.Count; i++)
            {
                Add(texts[i]);
            }

            return this;
        }

        public string ToHex()
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(_bytes.AsSpan(0, _count), hash);
            return Convert.ToHexStringLower(hash);
        }

        public Guid ToGuid()
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(_bytes.AsSpan(0, _count), hash);
            hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
            hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
            return new Guid(hash[..16], bigEndian: true);
        }

        public void Dispose()
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }

        private Span<byte> Room(int more)
        {
            if (_bytes.Length - _count < more)
            {
                byte[] larger = ArrayPool<byte>.Shared.Rent(2 * (_count + more));
                _bytes.AsSpan(0, _count).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_bytes);
                _bytes = larger;
            }

            return _bytes.AsSpan(_count);
        }
    }
}
