namespace CrossSell;

/// <summary>A set of small numbers as bits, 64 to a word.</summary>
internal static class Bitset
{
    public static int Words(int count) => (count + 63) >> 6;

    public static void Set(Span<ulong> bits, int index) => bits[index >> 6] |= 1UL << index;

    public static void Clear(Span<ulong> bits, int index) => bits[index >> 6] &= ~(1UL << index);

    public static bool Contains(ReadOnlySpan<ulong> bits, int index) => (bits[index >> 6] & (1UL << index)) != 0;

    /// <summary>Sets the bits of another set, which may have fewer words.</summary>
    public static void Add(Span<ulong> bits, ReadOnlySpan<ulong> others)
    {
        for (int word = 0; word < others.Length; word++)
        {
            bits[word] |= others[word];
        }
    }

    /// <summary>The bits of a word that stand for numbers below <paramref name="count"/>.</summary>
    public static ulong Used(int word, int count)
    {
        int left = count - (word << 6);
        return left >= 64 ? ulong.MaxValue : (1UL << left) - 1;
    }
}
