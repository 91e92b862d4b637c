namespace CrossSell.Potential;

/// <summary>Gaps counted by one digit of their keys. About 1.5 MB.</summary>
internal sealed class EffortDigits
{
    private readonly long[] _counts = new long[1 << EffortKey.BitsOfDigit];
    private readonly double[] _gains = new double[1 << EffortKey.BitsOfDigit];
    private readonly double[] _margins = new double[1 << EffortKey.BitsOfDigit];

    public void Add(int digit, double margin, double gain)
    {
        _counts[digit]++;
        _gains[digit] += gain;
        _margins[digit] += margin;
    }

    public long Count(int digit) => _counts[digit];

    /// <summary>Passes over the digits before the one with which the gain wanted is reached; -1 where it never is.</summary>
    public (int Digit, EffortPrefix Before) Pass(double wanted, EffortPrefix sum)
    {
        for (int digit = 0; digit < _counts.Length; digit++)
        {
            if (_counts[digit] > 0 && sum.Gained + _gains[digit] >= wanted)
            {
                return (digit, sum);
            }

            sum = new EffortPrefix(sum.Offers + _counts[digit], sum.Gained + _gains[digit], sum.Margins + _margins[digit]);
        }

        return (-1, sum);
    }
}
