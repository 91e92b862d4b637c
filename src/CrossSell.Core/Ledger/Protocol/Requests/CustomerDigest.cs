using System.Globalization;
using System.Text;

namespace CrossSell.Ledger;

/// <summary>The digest of a customer: of his tenant and his id, spelt so that neither runs into the other and folding the case changes no id.</summary>
internal static class CustomerDigest
{
    public static ContactPointHash Of(ReadOnlySpan<byte> key, string tenant, CustomerId customer)
    {
        Span<char> text = stackalloc char[ContactPointHash.MostOnStack];
        return Ascii.IsValid(tenant) && TryWrite(text, tenant, customer.Value, out int length)
            ? ContactPointHash.OfAscii(key, text[..length])
            : ContactPointHash.Of(key, Long(tenant, customer.Value));
    }

    private static string Long(string tenant, string customer) =>
        string.Create(CultureInfo.InvariantCulture, $"customer/{tenant.Length}:{tenant}/{Convert.ToHexStringLower(Encoding.UTF8.GetBytes(customer))}");

    private static bool TryWrite(Span<char> text, string tenant, string customer, out int length)
    {
        Span<byte> id = stackalloc byte[ContactPointHash.MostOnStack];
        if (Encoding.UTF8.TryGetBytes(customer, id, out int bytes)
            && text.TryWrite(CultureInfo.InvariantCulture, $"customer/{tenant.Length}:{tenant}/", out length)
            && Convert.TryToHexStringLower(id[..bytes], text[length..], out int digits))
        {
            length += digits;
            return true;
        }

        length = 0;
        return false;
    }
}
