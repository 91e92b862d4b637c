using System.Globalization;
using System.Numerics;
using System.Text;

namespace CrossSell.Tests;

/// <summary>The order of ids as its definition reads: numbers by value, then texts by code points. Slow, and written without the code it judges.</summary>
internal static class PlainIdOrder
{
    public static Comparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    public static int Compare(string left, string right)
    {
        BigInteger? a = NumberIn(left);
        BigInteger? b = NumberIn(right);
        if (a is not null && b is not null)
        {
            return a.Value.CompareTo(b.Value);
        }

        return a is not null ? -1 : b is not null ? 1 : CompareCodePoints(left, right);
    }

    private static BigInteger? NumberIn(string id) =>
        BigInteger.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger value)
        && string.Equals(value.ToString(CultureInfo.InvariantCulture), id, StringComparison.Ordinal)
            ? value
            : null;

    private static int CompareCodePoints(string left, string right)
    {
        int[] a = [.. left.EnumerateRunes().Select((Rune r) => r.Value)];
        int[] b = [.. right.EnumerateRunes().Select((Rune r) => r.Value)];
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (a[i] != b[i])
            {
                return a[i].CompareTo(b[i]);
            }
        }

        return a.Length.CompareTo(b.Length);
    }
}
