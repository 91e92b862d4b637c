namespace CrossSell.Potential;

/// <summary>Expected margins as whole numbers that ascend while margins fall, so that the greatest comes first and digits can be counted.</summary>
internal static class EffortKey
{
    /// <summary>The bits of a digit.</summary>
    public const int BitsOfDigit = 16;

    /// <summary>The digits of a key.</summary>
    public const int Digits = 64 / BitsOfDigit;

    /// <summary>The key of a margin; 0 and minus 0 have the same.</summary>
    public static ulong Of(double margin)
    {
        // Bits of doubles ascend with their size; those of negative ones fall, so they are turned.
        ulong bits = BitConverter.DoubleToUInt64Bits(margin + 0.0);
        return bits >> 63 == 0 ? ~(bits | (1UL << 63)) : bits;
    }

    /// <summary>A digit, the weightiest is number 0.</summary>
    public static int Digit(ulong key, int number) => (int)((key >> (64 - (BitsOfDigit * (number + 1)))) & ((1 << BitsOfDigit) - 1));

    /// <summary>The first digits as a number, to compare.</summary>
    public static ulong First(ulong key, int digits) => digits == 0 ? 0 : key >> (64 - (BitsOfDigit * digits));
}
