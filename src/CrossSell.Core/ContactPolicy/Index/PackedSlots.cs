using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CrossSell.ContactPolicy;

/// <summary>Four numbers of 48 bits in three words, one behind the other.</summary>
internal static class PackedSlots
{
    public const int Words = 3;
    public const long Most = (1L << 48) - 1;

    private const int SlotBytes = 6;

    /// <summary>All four at once. While another thread writes, a number may be half of the old one and half of the new one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Read(ref byte record)
    {
        if (!Vector128.IsHardwareAccelerated || !BitConverter.IsLittleEndian)
        {
            return ReadScalar(ref record);
        }

        // The first two numbers end before byte 12, the last two are bytes 4 to 15 of what begins at byte 8.
        Vector128<byte> lower = Vector128.Shuffle(Vector128.LoadUnsafe(ref record), Vector128.Create((byte)0, 1, 2, 3, 4, 5, 255, 255, 6, 7, 8, 9, 10, 11, 255, 255));
        Vector128<byte> upper = Vector128.Shuffle(Vector128.LoadUnsafe(ref record, 8), Vector128.Create((byte)4, 5, 6, 7, 8, 9, 255, 255, 10, 11, 12, 13, 14, 15, 255, 255));
        return Vector256.Create(lower, upper).AsInt64();
    }

    /// <summary>The same one by one: for other processors, and what the vectors are tested against.</summary>
    public static Vector256<long> ReadScalar(ref byte record) =>
        Vector256.Create(One(ref record, 0), One(ref record, 1), One(ref record, 2), One(ref record, 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write(ref byte record, int slot, long value)
    {
        ref byte at = ref Unsafe.Add(ref record, slot * SlotBytes);
        Unsafe.WriteUnaligned(ref at, (uint)value);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, sizeof(uint)), (ushort)(value >> 32));
    }

    private static long One(ref byte record, int slot)
    {
        ref byte at = ref Unsafe.Add(ref record, slot * SlotBytes);
        return Unsafe.ReadUnaligned<uint>(ref at) | ((long)Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref at, sizeof(uint))) << 32);
    }
}
