namespace CrossSell.ContactPolicy;

/// <summary>Four numbers of 48 bits in three words.</summary>
internal static class PackedSlots
{
    public const int Words = 3;
    public const long Most = (1L << 48) - 1;

    public static void Unpack(Span<ulong> words, Span<long> slots)
    {
        // Volatile, so that on every processor the version is read behind them.
        ulong first = Volatile.Read(ref words[0]);
        ulong second = Volatile.Read(ref words[1]);
        ulong third = Volatile.Read(ref words[2]);
        slots[0] = (long)(first & (ulong)Most);
        slots[1] = (long)((first >> 48) | ((second & uint.MaxValue) << 16));
        slots[2] = (long)((second >> 32) | ((third & ushort.MaxValue) << 32));
        slots[3] = (long)(third >> 16);
    }

    public static void Pack(ReadOnlySpan<long> slots, Span<ulong> words)
    {
        words[0] = (ulong)slots[0] | ((ulong)slots[1] << 48);
        words[1] = ((ulong)slots[1] >> 16) | ((ulong)slots[2] << 32);
        words[2] = ((ulong)slots[2] >> 32) | ((ulong)slots[3] << 16);
    }
}
