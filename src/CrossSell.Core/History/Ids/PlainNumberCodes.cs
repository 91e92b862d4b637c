namespace CrossSell;

/// <summary>Remembers the codes of ids that are small whole numbers, as items of basket files are: looking a number up costs less than hashing its text.</summary>
internal sealed class PlainNumberCodes(IdTableBuilder ids)
{
    private const int MostDigits = 6;
    private int[] _codePlusOne = [];

    /// <summary>The code of an id, new or known.</summary>
    /// <param name="number">The number that the digits make; any value when they are many.</param>
    /// <param name="digits">The id: one digit or more, and nothing else.</param>
    public int GetOrAdd(int number, ReadOnlySpan<byte> digits)
    {
        // "007" is another id than "7".
        if (digits.Length > MostDigits || (digits[0] == '0' && digits.Length > 1))
        {
            return ids.GetOrAdd(digits);
        }

        if (number >= _codePlusOne.Length)
        {
            Array.Resize(ref _codePlusOne, Math.Max(number + 1, Math.Max(16, 2 * _codePlusOne.Length)));
        }

        ref int known = ref _codePlusOne[number];
        if (known == 0)
        {
            known = ids.GetOrAdd(digits) + 1;
        }

        return known - 1;
    }
}
