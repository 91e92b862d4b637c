using System.Security.Cryptography;
using System.Text;

namespace CrossSell.Ledger;

/// <summary>
/// The keyed digest (HMAC-SHA256) of an address, a telephone number or a customer id. It recognises a contact point that objected without
/// keeping it: whoever lacks the key cannot tell, by trying, whom it stands for.
/// </summary>
/// <remarks>An immutable value of 32 bytes, safe from any thread. The default value is the digest of nothing and equals only itself.</remarks>
public readonly record struct ContactPointHash
{
    internal const int MostOnStack = 256;

    private readonly string? _hex;

    private ContactPointHash(string hex) => _hex = hex;

    /// <summary>Digests a contact point.</summary>
    /// <param name="key">The secret key, at least 16 bytes; the same for the life of the store.</param>
    /// <param name="contactPoint">The address, number or id. It is trimmed and folded to lower case, so that spelling does not hide an objection.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is shorter than 16 bytes, or <paramref name="contactPoint"/> is empty.</exception>
    public static ContactPointHash Of(ReadOnlySpan<byte> key, string contactPoint)
    {
        if (key.Length < 16)
        {
            throw new ArgumentException($"The key has {key.Length} bytes; at least 16 are needed.", nameof(key));
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(contactPoint);
        return contactPoint.Length <= MostOnStack && Ascii.IsValid(contactPoint)
            ? OfAscii(key, contactPoint)
            : Of(key, Encoding.UTF8.GetBytes(contactPoint.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant()));
    }

    /// <summary>As <see cref="Of(ReadOnlySpan{byte}, string)"/> for text that is ASCII and no longer than <see cref="MostOnStack"/>: normalising changes nothing of it.</summary>
    internal static ContactPointHash OfAscii(ReadOnlySpan<byte> key, ReadOnlySpan<char> contactPoint)
    {
        Span<byte> text = stackalloc byte[MostOnStack];
        Ascii.ToLower(contactPoint.Trim(), text, out int written);
        return Of(key, text[..written]);
    }

    private static ContactPointHash Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> text)
    {
        Span<byte> digest = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, text, digest);
        return new ContactPointHash(Convert.ToHexStringLower(digest));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="hex">64 hexadecimal digits.</param>
    /// <exception cref="FormatException"><paramref name="hex"/> is something else.</exception>
    public static ContactPointHash Parse(string hex)
    {
        ArgumentNullException.ThrowIfNull(hex);
        return hex.Length == 64 && hex.All(char.IsAsciiHexDigit)
            ? new ContactPointHash(hex.ToLowerInvariant())
            : throw new FormatException($"A digest of a contact point has 64 hexadecimal digits, not '{hex}'.");
    }

    /// <summary>64 hexadecimal digits in lower case; empty for the default value.</summary>
    public override string ToString() => _hex ?? "";
}
