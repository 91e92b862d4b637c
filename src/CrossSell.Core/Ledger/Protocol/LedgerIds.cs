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

        return Convert.ToHexStringLower(digest.ToBytes());
    }

    /// <summary>SHA-256 over values that each say their own length, so that no two lists of values run together.</summary>
    private sealed class Digest : IDisposable
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public Digest Add(long value)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            _hash.AppendData(bytes);
            return this;
        }

        public Digest Add(string? text)
        {
            if (text is null)
            {
                return Add(-1);
            }

            byte[] bytes = Encoding.UTF8.GetBytes(text);
            Add(bytes.Length);
            _hash.AppendData(bytes);
            return this;
        }

        public Digest Add(IReadOnlyList<string> texts)
        {
            Add(texts.Count);
            foreach (string text in texts)
            {
                Add(text);
            }

            return this;
        }

        public byte[] ToBytes() => _hash.GetHashAndReset();

        public Guid ToGuid()
        {
            byte[] bytes = ToBytes();
            bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
            bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
            return new Guid(bytes.AsSpan(0, 16), bigEndian: true);
        }

        public void Dispose() => _hash.Dispose();
    }
}
