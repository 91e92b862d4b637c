namespace CrossSell.Ledger;

/// <summary>Names a shared volume of one period.</summary>
/// <param name="Key">The volume's name, as in <c>product:P-7</c>.</param>
/// <param name="Period">Its period, as in <c>2026-W32</c>; empty for none.</param>
public readonly record struct VolumeKey(string Key, string Period) : IComparable<VolumeKey>
{
    /// <summary>Ordinal order by key, then by period.</summary>
    public int CompareTo(VolumeKey other) =>
        string.CompareOrdinal(Key, other.Key) is var byKey and not 0 ? byKey : string.CompareOrdinal(Period, other.Period);

    /// <summary>Whether one key stands before another.</summary>
    public static bool operator <(VolumeKey left, VolumeKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether one key stands after another.</summary>
    public static bool operator >(VolumeKey left, VolumeKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether one key stands before another or is the same.</summary>
    public static bool operator <=(VolumeKey left, VolumeKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one key stands after another or is the same.</summary>
    public static bool operator >=(VolumeKey left, VolumeKey right) => left.CompareTo(right) >= 0;
}
