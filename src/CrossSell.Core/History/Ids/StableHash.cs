namespace CrossSell;

/// <summary>A hash of an id that is the same on every machine and in every release: what divides customers may rest on it.</summary>
internal static class StableHash
{
    /// <summary>Fowler, Noll and Vo, 1a, 64 bits, with the finaliser of SplitMix64 (Steele, Lea, Flood 2014).</summary>
    public static ulong Of(ReadOnlySpan<byte> utf8)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte unit in utf8)
        {
            hash = unchecked((hash ^ unit) * 0x100000001B3);
        }

        hash = unchecked((hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9);
        hash = unchecked((hash ^ (hash >> 27)) * 0x94D049BB133111EB);
        return hash ^ (hash >> 31);
    }
}
