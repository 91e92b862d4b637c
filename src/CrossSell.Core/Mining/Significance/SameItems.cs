namespace CrossSell.Mining;

/// <summary>Whether two results number the same items in the same way.</summary>
internal static class SameItems
{
    /// <summary>The same list, or equal ids at equal indexes.</summary>
    public static bool Are(IReadOnlyList<string> first, IReadOnlyList<string> second) =>
        ReferenceEquals(first, second) || first.SequenceEqual(second, StringComparer.Ordinal);
}
