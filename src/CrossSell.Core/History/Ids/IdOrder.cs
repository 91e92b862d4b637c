namespace CrossSell;

/// <summary>The one order of ids: whole numbers by their value, then every other text by its code points.</summary>
/// <remarks>
/// A number is what a reader would call one written plainly: digits without a leading zero. <c>"9"</c> stands before <c>"10"</c>, and <c>"007"</c>,
/// which is not plain, among the texts. The order is total and does not depend on culture, so lists built on it are the same on every machine.
/// </remarks>
internal static class IdOrder
{
    /// <summary>Compares two ids given as UTF-8; code-point order is the byte order of UTF-8.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        bool leftNumber = IsPlainNumber(left);
        if (leftNumber != IsPlainNumber(right))
        {
            return leftNumber ? -1 : 1;
        }

        return leftNumber && left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }

    private static bool IsPlainNumber(ReadOnlySpan<byte> id) =>
        id.Length > 0 && (id[0] != (byte)'0' || id.Length == 1) && !id.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
