using System.Numerics;

namespace CrossSell.Mining.Search;

/// <summary>The size of tables of open addressing.</summary>
internal static class HashSlots
{
    // Seven eighths of 2^30 slots, the largest power of two that an array holds; a full table would be searched for ever.
    private const int MostEntries = 7 << 27;

    /// <summary>A power of two: at least two slots an entry while an array holds them, always some empty ones.</summary>
    /// <exception cref="MiningLimitException">There are too many entries for one table.</exception>
    public static int For(int entries) =>
        entries <= MostEntries
            ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(1L << 30, Math.Max(4, entries * 2L)))
            : throw new MiningLimitException("entries of one table", MostEntries, $"{entries} rows or itemsets are to be told apart", [], canBeRaised: false);
}
